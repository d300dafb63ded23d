-- The lengths of a series (indicator × site) whose rows overlap their neighbour, as rolling figures do: they cannot be
-- added over time, so the last one is read.
select distinct indicator_id, site_id, months
from
    (
        select
            o.indicator_id,
            o.site_id,
            o.months,
            o.month_index
            - lag(o.month_index) over (partition by o.indicator_id, o.site_id, o.months order by o.month_index) as step
        from observation_latest as o
        left join
            observation_covered as d
            on d.indicator_id = o.indicator_id
            and d.site_id = o.site_id
            and d.month = o.month
            and d.months = o.months
        where o.months > 1 and o.numerator is not null and d.site_id is null
    ) as stepped
where step < months
