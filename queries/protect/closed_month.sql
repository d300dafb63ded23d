-- The units of which no figure may start or end with a month: made of `closed`, which the suppression gives.
-- `boundary` is the first day of a month: a period may neither start on it nor stop just before it. A site has all
-- its attributes; a group has those that make it; the whole has none.
-- `calendar`: the unit has the figures that start and stop at two such boundaries.
select indicator_id, boundary, calendar, service, site_type, region, department, site, court, direction
from closed
order by indicator_id, boundary, site, service, site_type, region, department, court, direction
