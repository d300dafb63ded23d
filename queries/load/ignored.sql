-- How many rows answer a question that the mapping leaves out.
--
-- column number BIGINT  rows
select count(*) as number
from load_row as r
join named_answer as answer on answer.question = r.question and answer.answer = r.answer
where answer.ignored
