-- The people (or their files) behind the figures of one indicator that are added over time, by site and month.
--
-- param indicator_id INTEGER  key
--
-- column site_id INTEGER  key
-- column month DATE  last month covered
-- column people BIGINT  how many; a count that is a figure by itself is its own base
select
    o.site_id,
    o.month,
    cast(sum(coalesce(o.n, case when i.kind = 'count' then round(o.numerator) end)) as bigint) as people
from observation as o
join indicator as i on i.indicator_id = o.indicator_id
join site as s on s.site_id = o.site_id
where o.pooled and s.level = 'site' and o.indicator_id = cast($indicator_id as integer)
group by o.site_id, o.month
having sum(coalesce(o.n, case when i.kind = 'count' then round(o.numerator) end)) > 0
order by o.site_id, o.month
