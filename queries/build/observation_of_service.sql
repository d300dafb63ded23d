-- The pooled observations of a service added up, month by month: what is read when nothing is asked below a service.
-- It has the columns of `observation` that pooled rows are read by, so that one query reads both. `site_id` is that
-- of one site of the service and level, which gives them to a join; `n_sites` counts the sites that are added. Rows
-- that differ by what they know (weights, unfavourable answers, squares) or by their previous month are kept apart:
-- sums of sums are then exact.
select
    o.indicator_id,
    l.site_id,
    o.month,
    o.months,
    o.first_month,
    o.pooled,
    o.previous_month,
    cast(count(*) as integer) as n_sites,
    cast(sum(o.n) as bigint) as n,
    sum(o.numerator) as numerator,
    sum(o.denominator) as denominator,
    cast(sum(o.unfavourable) as bigint) as unfavourable,
    sum(o.total_sq) as total_sq,
    sum(o.w) as w,
    sum(o.w_sq) as w_sq,
    sum(o.w_num) as w_num,
    sum(o.w_sq_num) as w_sq_num,
    sum(o.w_sq_num_sq) as w_sq_num_sq,
    cast(sum(o.g0) as bigint) as g0,
    cast(sum(o.g1) as bigint) as g1,
    cast(sum(o.g2) as bigint) as g2,
    cast(sum(o.g3) as bigint) as g3,
    cast(sum(o.g4) as bigint) as g4,
    cast(sum(o.g5) as bigint) as g5,
    cast(sum(o.g6) as bigint) as g6,
    cast(sum(o.g7) as bigint) as g7,
    cast(sum(o.g8) as bigint) as g8,
    cast(sum(o.g9) as bigint) as g9,
    cast(sum(o.g10) as bigint) as g10,
    cast(sum(o.n_excluded) as bigint) as n_excluded,
    min(o.contributors) as contributors,
    max(o.first_share) as first_share
from observation as o
join site as s on s.site_id = o.site_id
join
    (select level, service, min(site_id) as site_id from site group by level, service) as l
    on l.level = s.level
    and l.service is not distinct from s.service
where o.pooled
group by 1, 2, 3, 4, 5, 6, 7, o.w is null, o.unfavourable is null, o.total_sq is null
order by o.month, o.indicator_id, l.site_id, o.months
