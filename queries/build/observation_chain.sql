-- Rows of one length that overlap their neighbour (rolling figures), numbered by unbroken chain. A read adds at most
-- the rows of a chain that are a whole length apart.
select indicator_id, site_id, month, months, chain
from
    (
        select *, count(*) over (partition by indicator_id, site_id, months, chain) as n_rows
        from
            (
                select
                    *,
                    sum(case when month_index - previous < months then 0 else 1 end) over (
                        partition by indicator_id, site_id, months
                        order by month_index
                        rows between unbounded preceding and current row
                    ) as chain
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
                        left join
                            observation_covered as d
                            on d.indicator_id = o.indicator_id
                            and d.site_id = o.site_id
                            and d.month = o.month
                            and d.months = o.months
                        where o.months > 1 and o.numerator is not null and d.site_id is null
                    ) as stepped
            ) as chained
    ) as counted
where n_rows > 1
