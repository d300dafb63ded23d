-- How many answers each grade of a question got, by survey, month and channel, as channel_part says.
select p.survey, c.indicator_id, p.month, p.channel, p.grade, p.n, p.w
from
    (
        select p.*
        from stored_channel_part as p
        left join recounted_month as r on r.survey = coalesce(p.survey, '') and r.month is not distinct from p.month
        where r.survey is null
        union all
        select *
        from channel_part
    ) as p
join indicator_code as c on c.code = p.indicator
order by p.survey, c.indicator_id, p.month, p.channel, p.grade
