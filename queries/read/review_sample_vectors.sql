-- How often each term is found in each of some opinions of the draw.
--
-- param reviews INTEGER[]  numbers of the opinions
--
-- column review INTEGER  number of the opinion
-- column term INTEGER  number of the term
-- column n SMALLINT  how often
select review, term, n
from review_sample
where review in (select unnest(cast($reviews as integer[])))
order by review, term
