-- The events that concern at least one site of a scope, oldest first.
--
-- param indicator VARCHAR  code; those of every indicator and those of this one
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column event_id INTEGER  key
-- column month DATE  first day of the first month
-- column day DATE  the day, when it is known
-- column last_month DATE  first day of the last month, when it lasted
-- column title VARCHAR  what happened
-- column kind VARCHAR  code of the closed list (dashboard.domain.event)
-- column service VARCHAR  label of the service concerned; NULL: all
-- column region VARCHAR  label of the region concerned; NULL: all
-- column department VARCHAR  label of the department concerned; NULL: all
-- column site VARCHAR  label of the site concerned; NULL: all
-- column indicator VARCHAR  code of the indicator concerned; NULL: all
-- column n_concerned BIGINT  sites of the scope that it concerns
-- column n_sites BIGINT  sites of the scope
select
    e.event_id,
    e.month,
    e.day,
    e.last_month,
    e.title,
    e.kind,
    v.label as service,
    r.label as region,
    d.label as department,
    t.label as site,
    e.indicator,
    c.n_concerned,
    c.n_sites
from
    (
        select
            e.event_id,
            count(
                case
                    when
                        (e.service is null or e.service = s.service)
                        and (e.region is null or e.region = s.region)
                        and (e.department is null or e.department = s.department)
                        and (e.site is null or e.site = s.code)
                    then 1
                end
            ) as n_concerned,
            count(*) as n_sites
        from event as e
        cross join site as s
        where
            (e.indicator is null or e.indicator = cast($indicator as varchar))
            and e.month < cast($stop as date)
            and coalesce(e.last_month, e.month) >= cast($start as date)
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
            and (
                cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department)
            )
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
        group by e.event_id
    ) as c
join event as e on e.event_id = c.event_id
left join service as v on v.code = e.service
left join region as r on r.code = e.region
left join department as d on d.code = e.department
left join site as t on t.code = e.site
where c.n_concerned > 0
order by e.month, e.event_id
