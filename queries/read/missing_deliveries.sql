-- The deliveries that are late for a month: the indicators of the sites that `coverage` expects and does not find up to
-- date.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
-- param month DATE  the month
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column indicator VARCHAR  code
-- column service VARCHAR  code
-- column site VARCHAR  code
-- column name VARCHAR  label of the site
-- column last_delivered DATE  last month delivered before
select i.code as indicator, s.service, s.code as site, s.label as name, d.month as last_delivered
from delivery as d
join site as s on s.site_id = d.site_id
join indicator as i on i.indicator_id = d.indicator_id
where
    d.due_month <= cast($month as date)
    and (d.next_first is null or d.next_first > cast($month as date))
    and (s.active or s.closed_month > cast($month as date))
    and d.month <= cast($month as date)
    and (d.next_month is null or d.next_month > cast($month as date))
    and d.month >= cast($month as date) - interval 24 month
    and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
order by i.code, s.service, s.code
