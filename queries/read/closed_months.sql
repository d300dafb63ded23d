-- The units of which no figure may start or end with a month: the sites of a scope and every group, at some months; or
-- the large groups alone (the whole, services, regions), at every month.
--
-- param indicators VARCHAR[]  codes
-- param boundaries DATE[]  first days of months; NULL: the large groups at every month
-- param with_groups BOOLEAN  groups too, not only sites
-- param services VARCHAR[]  codes; NULL: every service (of sites)
-- param site_types VARCHAR[]  codes; NULL: every type (of sites)
-- param regions VARCHAR[]  INSEE codes; NULL: every region (of sites)
-- param departments VARCHAR[]  INSEE codes; NULL: every department (of sites)
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column indicator VARCHAR  code
-- column boundary DATE  first day of the month
-- column service VARCHAR  code; NULL: every service
-- column site_type VARCHAR  code; NULL: every type
-- column region VARCHAR  INSEE code; NULL: every region
-- column department VARCHAR  INSEE code; NULL: every department
-- column site VARCHAR  code; NULL: a group
-- column court VARCHAR  code of the ressort; NULL: every ressort
-- column direction VARCHAR  code of the direction interrégionale; NULL: every direction
-- column calendar BOOLEAN  its figures between two boundaries where this is true are shown
select
    i.code as indicator,
    c.boundary,
    c.service,
    c.site_type,
    c.region,
    c.department,
    c.site,
    c.court,
    c.direction,
    c.calendar
from closed_month as c
join indicator as i on i.indicator_id = c.indicator_id
where
    list_contains(cast($indicators as varchar[]), i.code)
    and (
        list_contains(cast($boundaries as date[]), c.boundary)
        or (
            cast($boundaries as date[]) is null
            and c.site is null
            and c.site_type is null
            and c.department is null
            and c.court is null
            and c.direction is null
            and (c.service is null or c.region is null)
        )
    )
    and (
        (c.site is null and cast($with_groups as boolean))
        or (
            c.site is not null
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), c.service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), c.site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), c.region))
            and (
                cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), c.department)
            )
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), c.site))
        )
    )
order by i.code, c.boundary, c.site, c.service, c.site_type, c.region, c.department, c.court, c.direction
