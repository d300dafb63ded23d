-- Every distinct pair of a question and an answer, as the files write them.
--
-- column question VARCHAR  the question
-- column answer VARCHAR  the answer
select question, answer from load_row group by question, answer
