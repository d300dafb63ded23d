-- Every opinion that enters the figures, as arrays that searches filter, in the order of publication (`review` is the
-- place in that order, from 0).
--
-- column month DATE  month of publication
-- column site_id INTEGER  key of the site
-- column feeling SMALLINT  1, 0 or -1; 2 when the author gave none
-- column readable BOOLEAN  whether its text may be shown
-- column words INTEGER  indexed words
-- column topics BIGINT  themes as bits, in the order of the vocabulary
select month, site_id, feeling, readable, words, topics from review_document order by review
