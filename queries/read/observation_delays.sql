-- The delays behind the figures of a scope, one by one: what a median is drawn from. Same keys as queries/read/
-- observations.sql, of which it is a sibling.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
-- param by_service BOOLEAN  one row a service
-- param by_site_type BOOLEAN  one row a type of site
-- param by_region BOOLEAN  one row a region
-- param by_department BOOLEAN  one row a department
-- param by_court BOOLEAN  one row a ressort of cour d'appel
-- param by_direction BOOLEAN  one row a direction interrégionale
-- param by_site BOOLEAN  one row a site
-- param grain VARCHAR  month, quarter or year; NULL: one row for the whole period
--
-- column indicator VARCHAR  code
-- column level VARCHAR  site, department, region or nation
-- column service VARCHAR  code; NULL when not asked
-- column site_type VARCHAR  code; NULL when not asked
-- column region VARCHAR  INSEE code; NULL when not asked
-- column department VARCHAR  INSEE code; NULL when not asked
-- column court VARCHAR  code of the ressort; NULL when not asked
-- column direction VARCHAR  code of the direction interrégionale; NULL when not asked
-- column site VARCHAR  code; NULL when not asked
-- column bucket DATE  first day of the month, quarter or year; `start` without a grain
-- column delays BIGINT[][]  each delay in days, the shortest first, with how many waited that long
select
    indicator,
    level,
    service,
    site_type,
    region,
    department,
    court,
    direction,
    site,
    bucket,
    list([days, n] order by days) as delays
from
    (
        select
            i.code as indicator,
            s.level,
            case when cast($by_service as boolean) then s.service end as service,
            case when cast($by_site_type as boolean) then s.site_type end as site_type,
            case when cast($by_region as boolean) then s.region end as region,
            case when cast($by_department as boolean) then s.department end as department,
            case when cast($by_court as boolean) then s.court end as court,
            case when cast($by_direction as boolean) then s.direction end as direction,
            case when cast($by_site as boolean) then s.code end as site,
            case
                cast($grain as varchar)
                when 'month'
                then d.month
                when 'quarter'
                then cast(date_trunc('quarter', d.month) as date)
                when 'year'
                then cast(date_trunc('year', d.month) as date)
                else cast($start as date)
            end as bucket,
            d.days,
            cast(sum(d.n) as bigint) as n
        from reply_delay as d
        join site as s on s.site_id = d.site_id
        join indicator as i on i.derived_from = 'reviews.reply_delay'
        where
            d.month >= cast($start as date)
            and d.month < cast($stop as date)
            and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
            and (
                cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department)
            )
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ) as waited
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
