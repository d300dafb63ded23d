-- The series (indicator × site) in which rows of one length overlap their neighbour, as rolling figures do. All
-- the rows of such a series are numbered by unbroken chain: a read adds at most the rows of a chain a whole length
-- apart.
select
    indicator_id,
    site_id,
    month,
    months,
    sum(case when month_index - previous < months then 0 else 1 end) over (
        partition by indicator_id, site_id, months order by month_index rows between unbounded preceding and current row
    ) as chain
from
    (
        select
            *,
            max(case when month_index - previous < months then 1 else 0 end) over (
                partition by indicator_id, site_id
            ) as rolling
        from
            (
                select
                    o.indicator_id,
                    o.site_id,
                    o.month,
                    o.months,
                    o.month_index,
                    lag(o.month_index) over (
                        partition by o.indicator_id, o.site_id, o.months order by o.month_index
                    ) as previous
                from observation_latest as o
                join
                    (select distinct indicator_id, site_id from observation_latest where months > 1) as long
                    on long.indicator_id = o.indicator_id
                    and long.site_id = o.site_id
                left join
                    observation_covered as d
                    on d.indicator_id = o.indicator_id
                    and d.site_id = o.site_id
                    and d.month = o.month
                    and d.months = o.months
                where o.numerator is not null and d.site_id is null
            ) as stepped
    ) as marked
where rolling = 1
