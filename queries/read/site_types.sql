-- The types of site that hold a site, territories left aside.
--
-- column code VARCHAR  code
-- column name VARCHAR  label
-- column service VARCHAR  the service of all its sites, NULL when several
-- column n_sites BIGINT  sites, closed ones included
-- column n_active BIGINT  sites in activity
select
    t.code,
    t.label as name,
    t.service,
    count(*) as n_sites,
    sum(case when s.active then 1 else 0 end)::bigint as n_active
from site_type as t
join site as s on s.site_type = t.code and s.level = 'site'
group by t.code, t.label, t.service
order by t.code
