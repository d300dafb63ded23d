-- The keys of the sites of a scope.
--
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column site_id INTEGER  key of the site
select site_id
from site as s
where
    (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
order by site_id
