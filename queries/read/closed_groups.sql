-- The large groups (the whole, services, regions) of which no figure may start or end with a month.
--
-- column indicator VARCHAR  code
-- column boundary DATE  first day of the month
-- column service VARCHAR  code; NULL: every service
-- column region VARCHAR  INSEE code; NULL: every region
select i.code as indicator, c.boundary, c.service, c.region
from closed_month as c
join indicator as i on i.indicator_id = c.indicator_id
where c.site is null and c.site_type is null and c.department is null and (c.service is null or c.region is null)
order by i.code, c.boundary, c.service, c.region
