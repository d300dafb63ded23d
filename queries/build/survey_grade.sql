-- How many answers each grade of a question got, by survey, month and channel (in small letters; NULL: not told).
-- Neither `n` nor the weights are protected; an answer without a weight counts for 1.
select
    survey,
    indicator_id,
    month,
    channel,
    cast(grade as smallint) as grade,
    cast(sum(n_rows) as bigint) as n,
    sum(w) as w
from answer_count
where indicator_id is not null and site_id is not null and grade is not null
group by survey, indicator_id, month, channel, grade
order by survey, indicator_id, month, channel, grade
