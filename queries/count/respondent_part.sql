-- The people who answered a survey in a month: in all (no site nor channel), by site, then by channel (`label`: as it
-- was written). Months add up: a person who answers in two months is a respondent of both.
select
    survey,
    month,
    case when level = 1 then site end as site,
    case when level = 2 then channel end as channel,
    max(case when level = 2 then label end) as label,
    count(distinct respondent) as n
from
    (
        select
            survey,
            cast(date_trunc('month', answered_on) as date) as month,
            respondent,
            site,
            lower(channel) as channel,
            max(channel) as label
        from counted_answers
        where survey is not null and respondent is not null
        group by survey, cast(date_trunc('month', answered_on) as date), respondent, site, lower(channel)
    ) as p
cross join
    (
        select 0 as level
        union all
        select 1 as level
        union all
        select 2 as level
    ) as l
where level < 2 or channel is not null
group by survey, month, level, case when level = 1 then site end, case when level = 2 then channel end
order by survey, month, site, channel
