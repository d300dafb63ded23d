-- The services that hold a site, or whose figures are published for territories only.
--
-- column code VARCHAR  code
-- column name VARCHAR  label
-- column n_sites BIGINT  sites, closed ones included, territories left aside
-- column n_active BIGINT  sites in activity
select
    t.code,
    t.label as name,
    sum(case when s.level = 'site' then 1 else 0 end)::bigint as n_sites,
    sum(case when s.level = 'site' and s.active then 1 else 0 end)::bigint as n_active
from service as t
join site as s on s.service = t.code
group by t.code, t.label
order by t.code
