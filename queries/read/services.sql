-- The services that hold a site, territories left aside.
--
-- column code VARCHAR  code
-- column name VARCHAR  label
-- column n_sites BIGINT  sites, closed ones included
-- column n_active BIGINT  sites in activity
select t.code, t.label as name, count(*) as n_sites, sum(case when s.active then 1 else 0 end)::bigint as n_active
from service as t
join site as s on s.service = t.code and s.level = 'site'
group by t.code, t.label
order by t.code
