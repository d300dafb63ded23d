-- The sites, and where each belongs: what the groups that are protected are made of.
--
-- column site_id INTEGER  key
-- column service VARCHAR  code; NULL: not known
-- column site_type VARCHAR  code; NULL: not known
-- column region VARCHAR  INSEE code; NULL: not known
-- column department VARCHAR  INSEE code; NULL: not known
-- column site VARCHAR  code
-- column court VARCHAR  code of the ressort; NULL: not known
-- column direction VARCHAR  code of the direction interrégionale; NULL: not known
select site_id, service, site_type, region, department, code as site, court, direction
from site
where level = 'site'
order by site_id
