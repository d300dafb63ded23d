-- The opinions as searches filter them: month, site, tone (2: none given), number of indexed words, and themes as the
-- bits of a number, in the order of the vocabulary.
select
    n.review,
    n.place,
    n.month,
    n.site_id,
    n.feeling,
    n.readable,
    n.sampled,
    cast(coalesce(t.words, 0) as integer) as words,
    cast(coalesce(b.topics, 0) as bigint) as topics
from review_numbered as n
left join (select review, count(*) as words from review_term group by review) as t on t.review = n.review
left join
    (select review, sum(cast(1 as bigint) << topic) as topics from review_topic group by review) as b
    on b.review = n.review
order by n.review
