-- How many people chose each grade, over the rows that `observation_latest` reads (rolling distributions).
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
-- column g0 BIGINT  answers of grade 0; NULL: nobody
-- column g1 BIGINT  answers of grade 1; NULL: nobody
-- column g2 BIGINT  answers of grade 2; NULL: nobody
-- column g3 BIGINT  answers of grade 3; NULL: nobody
-- column g4 BIGINT  answers of grade 4; NULL: nobody
-- column g5 BIGINT  answers of grade 5; NULL: nobody
-- column g6 BIGINT  answers of grade 6; NULL: nobody
-- column g7 BIGINT  answers of grade 7; NULL: nobody
-- column g8 BIGINT  answers of grade 8; NULL: nobody
-- column g9 BIGINT  answers of grade 9; NULL: nobody
-- column g10 BIGINT  answers of grade 10; NULL: nobody
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
    cast(sum(o.g0) as bigint) as g0,
    cast(sum(o.g1) as bigint) as g1,
    cast(sum(o.g2) as bigint) as g2,
    cast(sum(o.g3) as bigint) as g3,
    cast(sum(o.g4) as bigint) as g4,
    cast(sum(o.g5) as bigint) as g5,
    cast(sum(o.g6) as bigint) as g6,
    cast(sum(o.g7) as bigint) as g7,
    cast(sum(o.g8) as bigint) as g8,
    cast(sum(o.g9) as bigint) as g9,
    cast(sum(o.g10) as bigint) as g10
from
    (
        select
            indicator_id,
            site_id,
            previous_month,
            next_month,
            g0,
            g1,
            g2,
            g3,
            g4,
            g5,
            g6,
            g7,
            g8,
            g9,
            g10,
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
        where
            not pooled
            and coalesce(g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10) is not null
            and month >= cast($start as date)
            and month < cast($stop as date)
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
