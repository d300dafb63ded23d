-- The values to reach.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
--
-- column indicator VARCHAR  code
-- column scope VARCHAR  empty: everyone; else a service or a site code
-- column year INTEGER  year of the target
-- column operator VARCHAR  >=, >, <= or <
-- column value DOUBLE  in the unit of the indicator
-- column source VARCHAR  file or document
-- column load_id INTEGER  the load that gave it; NULL: the catalogue
select i.code as indicator, t.scope, t.year, t.operator, t.value, t.source, t.load_id
from target as t
join indicator as i on i.indicator_id = t.indicator_id
where cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code)
order by i.code, t.scope, t.year
