-- The judicial map: the ressort and the direction of each department that holds a site. No row when no table is loaded.
--
-- column department VARCHAR  INSEE code
-- column court VARCHAR  code of the ressort
-- column court_label VARCHAR  name of its cour d'appel
-- column direction VARCHAR  code of the direction interrégionale, or NULL
-- column direction_label VARCHAR  its name, or NULL
select a.department, a.court, a.court_label, a.direction, a.direction_label
from judicial_area as a
where a.department in (select department from site)
order by a.department
