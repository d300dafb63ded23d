-- How many answers each grade of a question got, by survey, month and channel (in small letters; NULL: not told); an
-- answer without a weight counts for 1. `n` counts those of weight 0 too.
select survey, indicator, month, channel, grade, count(*) as n, sum(weight) as w
from
    (
        select
            survey,
            indicator,
            cast(date_trunc('month', answered_on) as date) as month,
            lower(channel) as channel,
            grade,
            coalesce(weight, 1) as weight
        from counted_answers
        where excluded is null and grade is not null
    ) as a
group by survey, indicator, month, channel, grade
order by survey, indicator, month, channel, grade
