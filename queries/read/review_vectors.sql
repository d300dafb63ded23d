-- How often each term is found in each of some opinions.
--
-- param reviews INTEGER[]  numbers of the opinions
--
-- column review INTEGER  number of the opinion
-- column term INTEGER  number of the term
-- column n BIGINT  how often
select review, term, count(*) as n
from review_term
where review in (select unnest(cast($reviews as integer[])))
group by review, term
order by review, term
