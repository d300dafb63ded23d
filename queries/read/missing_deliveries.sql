-- The sites in activity that delivered an indicator before and gave nothing for a month.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
-- param start DATE  first month included
-- param stop DATE  first month excluded
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
-- column month DATE  the month not delivered
-- column last_delivered DATE  last month delivered, whenever it is
with
    calendar as (
        select cast(m.month as date) as month
        from range(cast($start as date), cast($stop as date), interval 1 month) as m(month)
    )
select i.code as indicator, s.service, s.code as site, s.label as name, c.month, p.last_month as last_delivered
from delivery_span as p
join calendar as c on c.month >= p.first_month
join site as s on s.site_id = p.site_id
join indicator as i on i.indicator_id = p.indicator_id
left join
    (
        select indicator_id, site_id, month
        from delivery
        where month >= cast($start as date) and month < cast($stop as date)
    ) as d
    on d.indicator_id = p.indicator_id
    and d.site_id = p.site_id
    and d.month = c.month
where
    d.site_id is null
    and s.active
    and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (
        cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department)
    )
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
order by i.code, s.service, s.code, c.month
