-- The query behind every figure: sums of observations over the axes that are asked, from which `stats` computes.
--
-- Rows with a base and flows, added over time and over sites. Its siblings are for the indicators that need them:
-- observation_answers (with grades and weights), observation_latest (what is read at its latest). Levels (site,
-- department, region, nation) are kept apart, never added. A row belongs to the month that ends it.
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
-- param source TABLE  observation; observation_of_service when nothing is asked below a service
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
-- column first_month DATE  first month that the figures cover: may come before `start` when a row covers several months
-- column last_month DATE  last month that the figures cover
-- column months SMALLINT  longest period that a row covers
-- column n_sites BIGINT  sites with a figure
-- column n BIGINT  people or files behind the sums; NULL when no source gives any
-- column numerator DOUBLE  sum over the sites that have a base (count: the count)
-- column denominator DOUBLE  sum over the sites that have a base
-- column unfavourable BIGINT  unfavourable answers
-- column total_sq DOUBLE  sum of y², for means drawn from answers
-- column contributors BIGINT  fewest operators behind a row of the sum, when a source says so
-- column first_share DOUBLE  largest share of one of them in a row of the sum, in %
-- column n_excluded BIGINT  answers out of the base
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
    o.bucket,
    min(o.first_month) as first_month,
    max(o.month) as last_month,
    max(o.months) as months,
    cast(
        sum(case when o.previous_month >= greatest(o.bucket, cast($start as date)) then 0 else o.n_sites end) as bigint
    ) as n_sites,
    cast(sum(o.n) as bigint) as n,
    sum(o.numerator) as numerator,
    sum(o.denominator) as denominator,
    cast(case when count(o.unfavourable) = count(*) then sum(o.unfavourable) end as bigint) as unfavourable,
    case when count(o.total_sq) = count(*) then sum(o.total_sq) end as total_sq,
    min(o.contributors) as contributors,
    max(o.first_share) as first_share,
    cast(sum(o.n_excluded) as bigint) as n_excluded
from
    (
        select
            indicator_id,
            site_id,
            month,
            months,
            first_month,
            previous_month,
            n_sites,
            n,
            numerator,
            denominator,
            unfavourable,
            total_sq,
            n_excluded,
            contributors,
            first_share,
            case
                cast($grain as varchar)
                when 'month'
                then month
                when 'quarter'
                then cast(date_trunc('quarter', month) as date)
                when 'year'
                then cast(date_trunc('year', month) as date)
                else cast($start as date)
            end as bucket
        from query_table($source)
        where pooled and month >= cast($start as date) and month < cast($stop as date)
    ) as o
join indicator as i on i.indicator_id = o.indicator_id
join site as s on s.site_id = o.site_id
where
    (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
