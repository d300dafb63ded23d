-- The people who answered a survey: by site (`month`: that of their first answer there), by channel (`label`: as it was
-- written), then in all (neither site nor channel).
with
    person as (
        select
            survey,
            respondent,
            site,
            lower(channel) as channel,
            max(channel) as label,
            cast(date_trunc('month', min(answered_on)) as date) as month
        from counted_people
        where survey is not null and respondent is not null
        group by survey, respondent, site, lower(channel)
    )
select survey, site, cast(null as varchar) as channel, cast(null as varchar) as label, month, count(*) as n
from (select survey, respondent, site, min(month) as month from person group by survey, respondent, site) as p
where site is not null
group by survey, site, month
union all
select survey, null as site, channel, max(label) as label, null as month, count(*) as n
from
    (
        select survey, respondent, channel, max(label) as label
        from person
        where channel is not null
        group by survey, respondent, channel
    ) as p
group by survey, channel
union all
select survey, null as site, null as channel, null as label, null as month, count(*) as n
from (select distinct survey, respondent from person) as p
group by survey
order by survey, site, channel, month
