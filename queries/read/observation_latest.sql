-- What is never added over time: stocks, values without a base, rolling figures. The last row of a site in the period
-- is read; a site that has rows to add there (`observations`) is left aside.
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
-- column first_month DATE  first month that the figures cover: may come before `start` when a row covers several months
-- column last_month DATE  last month that the figures cover
-- column months SMALLINT  longest period that a row covers
-- column n_sites BIGINT  sites with a figure
-- column n BIGINT  people or files behind the sums, or behind the value when it is alone; NULL when no source gives any
-- column numerator DOUBLE  sum over the sites that have a base (count: the count)
-- column denominator DOUBLE  sum over the sites that have a base
-- column unfavourable BIGINT  unfavourable answers
-- column total_sq DOUBLE  sum of y², for means drawn from answers
-- column contributors BIGINT  fewest operators behind a row of the sum, when a source says so
-- column first_share DOUBLE  largest share of one of them in a row of the sum, in %
-- column n_excluded BIGINT  answers out of the base
-- column valued_sites BIGINT  sites that have only a value without a base: they are in no sum
-- column value DOUBLE  the latest value of that site when it is the only one, else NULL
-- column word VARCHAR  why there is no figure, when n_sites is 0
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
    min(case when o.figure then o.first_month end) as first_month,
    max(case when o.figure then o.month end) as last_month,
    max(case when o.figure then o.months end) as months,
    count(case when o.figure then 1 end) as n_sites,
    cast(
        case
            when count(o.numerator) = 0 and count(o.value) = 1
            then max(case when o.value is not null then o.n end)
            else sum(case when o.numerator is not null then o.n end)
        end as bigint
    ) as n,
    sum(o.numerator) as numerator,
    sum(o.denominator) as denominator,
    cast(case when count(o.unfavourable) = count(o.numerator) then sum(o.unfavourable) end as bigint) as unfavourable,
    case when count(o.total_sq) = count(o.numerator) then sum(o.total_sq) end as total_sq,
    min(case when o.figure then o.contributors end) as contributors,
    max(case when o.figure then o.first_share end) as first_share,
    cast(sum(case when o.numerator is not null then o.n_excluded end) as bigint) as n_excluded,
    count(o.value) as valued_sites,
    case when count(o.value) = 1 then max(o.value) end as value,
    case when count(case when o.figure then 1 end) = 0 then min(o.word) end as word
from
    (
        select
            indicator_id,
            site_id,
            previous_month,
            next_month,
            month,
            months,
            first_month,
            n,
            numerator,
            denominator,
            unfavourable,
            total_sq,
            n_excluded,
            contributors,
            first_share,
            case when numerator is null then value end as value,
            word,
            numerator is not null or value is not null as figure,
            case
                cast($grain as varchar)
                when 'month'
                then month
                when 'quarter'
                then cast(date_trunc('quarter', month) as date)
                when 'year'
                then cast(date_trunc('year', month) as date)
                else cast($start as date)
            end as bucket,
            least(
                cast($stop as date),
                case
                    cast($grain as varchar)
                    when 'month'
                    then cast(month + interval 1 month as date)
                    when 'quarter'
                    then cast(date_trunc('quarter', month) + interval 3 month as date)
                    when 'year'
                    then cast(date_trunc('year', month) + interval 1 year as date)
                    else cast($stop as date)
                end
            ) as bucket_stop
        from observation
        where not pooled and month >= cast($start as date) and month < cast($stop as date)
    ) as o
join indicator as i on i.indicator_id = o.indicator_id
join site as s on s.site_id = o.site_id
where
    (o.next_month is null or o.next_month >= o.bucket_stop)
    and (o.previous_month is null or o.previous_month < greatest(o.bucket, cast($start as date)))
    and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
