-- How often each term is found in each opinion of the draw: at most fifty thousand that may be shown, at a regular
-- step.
select t.review, t.term, cast(count(*) as smallint) as n
from review_term as t
join review_document as d on d.review = t.review
where d.sampled
group by t.review, t.term
order by t.review, t.term
