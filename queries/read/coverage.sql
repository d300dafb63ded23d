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
    span as (
        select p.indicator_id, p.site_id, i.code as indicator, s.service, p.first_month, p.last_month
        from delivery_span as p
        join site as s on s.site_id = p.site_id
        join indicator as i on i.indicator_id = p.indicator_id
        where
            s.active
            and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
            and (
                cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department)
            )
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
    ),
    beginning as (
        select
            indicator_id, indicator, service, first_month, max(last_month) as last_month, count(*) as n_sites
        from span
        group by indicator_id, indicator, service, first_month
    ),
    service_span as (
        select indicator_id, service, min(first_month) as first_month, max(last_month) as last_month
        from beginning
        group by indicator_id, service
    ),
    delivered as (
        select d.indicator_id, p.service, d.month, count(*) as n_sites
        from delivery as d
        join span as p on p.indicator_id = d.indicator_id and p.site_id = d.site_id
        where d.month >= cast($start as date) and d.month < cast($stop as date)
        group by d.indicator_id, p.service, d.month
    ),
    calendar as (
        select cast(m.month as date) as month
        from range(cast($start as date), cast($stop as date), interval 1 month) as m(month)
    )
select
    b.indicator,
    b.service,
    c.month,
    coalesce(max(d.n_sites), 0) as n_delivered,
    cast(sum(b.n_sites) as bigint) as n_expected,
    t.first_month,
    t.last_month
from beginning as b
join calendar as c on c.month >= b.first_month
join service_span as t on t.indicator_id = b.indicator_id and t.service is not distinct from b.service
left join
    delivered as d
    on d.indicator_id = b.indicator_id
    and d.service is not distinct from b.service
    and d.month = c.month
group by b.indicator, b.service, c.month, t.first_month, t.last_month
order by b.indicator, b.service, c.month
