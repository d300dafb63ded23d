-- The judicial map: the ressort and the direction of each department. No row when no table is loaded.
--
-- column department VARCHAR  INSEE code
-- column court VARCHAR  code of the ressort
-- column court_label VARCHAR  name of its cour d'appel
-- column direction VARCHAR  code of the direction interrégionale, or NULL
-- column direction_label VARCHAR  its name, or NULL
-- column has_site BOOLEAN  whether the department holds a site
select
    a.department,
    a.court,
    a.court_label,
    a.direction,
    a.direction_label,
    a.department in (select department from site where department is not null) as has_site
from judicial_area as a
order by a.department
