-- What each survey asked, and over which months. `alone`: over the months of the survey, nobody else gave that figure
-- (another survey, a measure): the observations of these months are its own.
select
    q.survey,
    q.indicator_id,
    b.first_month,
    b.last_month,
    q.n,
    max(case when o.month between b.first_month and b.last_month then 1 else 0 end) = 0
    and max(case when m.month between b.first_month and b.last_month then 1 else 0 end) = 0 as alone
from
    (
        select survey, indicator_id, cast(sum(case when grade is not null then n_rows else 0 end) as bigint) as n
        from answer_count
        where survey is not null and indicator_id is not null and site_id is not null
        group by survey, indicator_id
    ) as q
join
    (
        select survey, min(month) as first_month, max(month) as last_month
        from answer_count
        where survey is not null and indicator_id is not null and site_id is not null
        group by survey
    ) as b
    on b.survey = q.survey
left join
    (
        select distinct coalesce(survey, '') as survey, indicator_id, month
        from answer_count
        where indicator_id is not null and site_id is not null
    ) as o
    on o.indicator_id = q.indicator_id
    and o.survey <> q.survey
left join
    (select distinct indicator_id, month from observation where origin <> 'answer') as m
    on m.indicator_id = q.indicator_id
group by q.survey, q.indicator_id, b.first_month, b.last_month, q.n
order by q.survey, q.indicator_id
