-- Indicator × site × month: what every comparison reads, whatever the number of answers behind it.
-- `pooled`: the row is added over time; the others (a stock, a value without a base, rolling figures: see
-- observation_rolling) are read at their latest. Everything that a read needs to know of the neighbours of a row in
-- its series (indicator × site) is found here once, so that a read only filters and adds:
-- `previous_month` is the month of the pooled row before: counting the rows whose previous one is before a period
-- counts the sites of that period, without a costly count of distinct keys. `next_month`, on the rows that are not
-- pooled, is the month of the row that takes its place: the next one with a figure, or any for a row that has none.
select
    o.indicator_id,
    o.site_id,
    o.month,
    cast(o.months as smallint) as months,
    cast(o.month - to_months(cast(o.months - 1 as integer)) as date) as first_month,
    o.pooled,
    max(case when o.pooled then o.month end) over (
        partition by o.indicator_id, o.site_id
        order by o.month, o.months desc
        rows between unbounded preceding and 1 preceding
    ) as previous_month,
    case
        when o.pooled
        then cast(null as date)
        when o.numerator is not null or o.value is not null
        then
            min(case when o.numerator is not null or o.value is not null then o.month end) over (
                partition by o.indicator_id, o.site_id
                order by o.month, o.months desc
                rows between 1 following and unbounded following
            )
        else
            min(o.month) over (
                partition by o.indicator_id, o.site_id
                order by o.month, o.months desc
                rows between 1 following and unbounded following
            )
    end as next_month,
    cast(1 as integer) as n_sites,
    cast(o.n as bigint) as n,
    cast(o.numerator as double) as numerator,
    cast(o.denominator as double) as denominator,
    cast(o.unfavourable as bigint) as unfavourable,
    cast(o.total_sq as double) as total_sq,
    cast(o.w as double) as w,
    cast(o.w_sq as double) as w_sq,
    cast(o.w_num as double) as w_num,
    cast(o.w_sq_num as double) as w_sq_num,
    cast(o.w_sq_num_sq as double) as w_sq_num_sq,
    cast(o.g0 as integer) as g0,
    cast(o.g1 as integer) as g1,
    cast(o.g2 as integer) as g2,
    cast(o.g3 as integer) as g3,
    cast(o.g4 as integer) as g4,
    cast(o.g5 as integer) as g5,
    cast(o.g6 as integer) as g6,
    cast(o.g7 as integer) as g7,
    cast(o.g8 as integer) as g8,
    cast(o.g9 as integer) as g9,
    cast(o.g10 as integer) as g10,
    cast(o.n_excluded as bigint) as n_excluded,
    cast(o.contributors as bigint) as contributors,
    cast(o.first_share as double) as first_share,
    o.value,
    o.word,
    o.origin,
    o.load_id
from
    (
        select
            l.*,
            l.numerator is not null
            and r.site_id is null
            and not (i.kind = 'count' and i.accumulation = 'stock') as pooled
        from observation_latest as l
        join indicator as i on i.indicator_id = l.indicator_id
        left join
            observation_covered as d
            on d.indicator_id = l.indicator_id
            and d.site_id = l.site_id
            and d.month = l.month
            and d.months = l.months
        left join
            observation_rolling as r
            on r.indicator_id = l.indicator_id
            and r.site_id = l.site_id
            and r.months = l.months
        where d.site_id is null
    ) as o
order by month, site_id, indicator_id, months
