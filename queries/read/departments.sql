-- The departments that hold a site, or whose figures are published directly.
--
-- column code VARCHAR  INSEE code
-- column name VARCHAR  label
-- column region VARCHAR  INSEE code of its region
-- column n_sites BIGINT  sites, closed ones included, territories left aside
-- column n_active BIGINT  sites in activity
select
    t.code,
    t.label as name,
    t.region,
    sum(case when s.level = 'site' then 1 else 0 end)::bigint as n_sites,
    sum(case when s.level = 'site' and s.active then 1 else 0 end)::bigint as n_active
from department as t
join site as s on s.department = t.code
group by t.code, t.label, t.region
order by t.code
