-- Who delivered, by indicator, service and month: sites with a figure that month, against the sites in activity
-- that ever delivered that indicator. A row over several months counts in each month it covers. Territories are
-- left aside.
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
-- column month DATE  the month
-- column n_delivered BIGINT  sites in activity that delivered
-- column n_expected BIGINT  sites in activity that ever delivered, from their first month on
-- column first_month DATE  first month ever delivered by the service
-- column last_month DATE  last month ever delivered by the service
with
    delivered as (
        select distinct o.indicator_id, o.site_id, cast(o.month - to_months(cast(k.step as integer)) as date) as month
        from observation as o
        join site as s on s.site_id = o.site_id
        join indicator as i on i.indicator_id = o.indicator_id
        join range(12) as k(step) on k.step < o.months
        where
            s.level = 'site'
            and s.active
            and (o.numerator is not null or o.value is not null)
            and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
            and (
                cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department)
            )
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
    ),
    span as (
        select d.indicator_id, d.site_id, s.service, min(d.month) as first_month, max(d.month) as last_month
        from delivered as d
        join site as s on s.site_id = d.site_id
        group by d.indicator_id, d.site_id, s.service
    ),
    service_span as (
        select indicator_id, service, min(first_month) as first_month, max(last_month) as last_month
        from span
        group by indicator_id, service
    ),
    calendar as (
        select cast(m.month as date) as month
        from range(cast($start as date), cast($stop as date), interval 1 month) as m(month)
    )
select
    i.code as indicator,
    p.service,
    c.month,
    count(d.site_id) as n_delivered,
    count(*) as n_expected,
    t.first_month,
    t.last_month
from span as p
join calendar as c on c.month >= p.first_month
join service_span as t on t.indicator_id = p.indicator_id and t.service is not distinct from p.service
join indicator as i on i.indicator_id = p.indicator_id
left join delivered as d on d.indicator_id = p.indicator_id and d.site_id = p.site_id and d.month = c.month
group by i.code, p.service, c.month, t.first_month, t.last_month
order by i.code, p.service, c.month
