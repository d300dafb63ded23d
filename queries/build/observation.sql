-- Indicator × site × month: what every comparison reads, whatever the number of answers behind it.
-- `previous_month` is the month of the previous row of the same indicator and site that has a numerator: counting
-- the rows whose previous one is before a period counts the sites of that period, without a costly count of
-- distinct keys. `chain`: see that step. `pooled`: the row is added over time (not a stock, not a value without a
-- base). `mixed`: the series has values with and without a base.
select
    o.indicator_id,
    o.site_id,
    o.month,
    cast(o.months as smallint) as months,
    cast(c.chain as integer) as chain,
    max(case when o.numerator is not null then o.month end) over (
        partition by o.indicator_id, o.site_id
        order by o.month, o.months
        rows between unbounded preceding and 1 preceding
    ) as previous_month,
    o.numerator is not null and not (i.kind = 'count' and i.accumulation = 'stock') as pooled,
    max(case when o.numerator is not null then 1 else 0 end) over (partition by o.indicator_id, o.site_id) = 1
    and max(case when o.value is not null and o.numerator is null then 1 else 0 end) over (
        partition by o.indicator_id, o.site_id
    )
    = 1 as mixed,
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
    o.value,
    o.word,
    o.origin,
    o.load_id
from observation_latest as o
join indicator as i on i.indicator_id = o.indicator_id
left join
    observation_covered as d
    on d.indicator_id = o.indicator_id
    and d.site_id = o.site_id
    and d.month = o.month
    and d.months = o.months
left join
    observation_chain as c
    on c.indicator_id = o.indicator_id
    and c.site_id = o.site_id
    and c.month = o.month
    and c.months = o.months
where d.site_id is null
order by o.month, o.site_id, o.indicator_id, o.months
