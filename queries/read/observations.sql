-- The one query behind every figure: sums of observations over the axes that are asked, from which `stats` computes.
--
-- First over time within a site: rows with a base and flows are added, a stock or a value without a base is read at its
-- latest month; rolling rows that overlap are taken a whole length apart. Then over sites. Levels (site, department,
-- region, nation) are kept apart, never added. A row belongs to the month that ends it. Weights: a site without weights
-- counts each answer for 1 beside one that has them.
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
-- param by_site BOOLEAN  one row a site
-- param grain VARCHAR  month, quarter or year; NULL: one row for the whole period
--
-- column indicator VARCHAR  code
-- column level VARCHAR  site, department, region or nation
-- column service VARCHAR  code; NULL when not asked
-- column site_type VARCHAR  code; NULL when not asked
-- column region VARCHAR  INSEE code; NULL when not asked
-- column department VARCHAR  INSEE code; NULL when not asked
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
-- column w DOUBLE  sum of weights; NULL when no site has any
-- column w_sq DOUBLE  sum of squared weights
-- column w_num DOUBLE  sum of w × y
-- column w_sq_num DOUBLE  sum of w² × y
-- column w_sq_num_sq DOUBLE  sum of w² × y²
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
-- column n_excluded BIGINT  answers out of the base
-- column valued_sites BIGINT  sites that have only a value without a base: they are in no sum
-- column value DOUBLE  the latest value of that site when it is the only one, else NULL
-- column word VARCHAR  why there is no figure, when n_sites is 0
with
    place as (
        select
            site_id,
            level,
            case when cast($by_service as boolean) then service end as service,
            case when cast($by_site_type as boolean) then site_type end as site_type,
            case when cast($by_region as boolean) then region end as region,
            case when cast($by_department as boolean) then department end as department,
            case when cast($by_site as boolean) then code end as site,
            dense_rank() over (
                order by
                    level,
                    case when cast($by_service as boolean) then service end,
                    case when cast($by_site_type as boolean) then site_type end,
                    case when cast($by_region as boolean) then region end,
                    case when cast($by_department as boolean) then department end,
                    case when cast($by_site as boolean) then code end
            ) as place_id
        from site
        where
            (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), region))
            and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), department))
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), code))
    ),
    asked as (
        select indicator_id, code, kind
        from indicator
        where (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), code))
    ),
    picked as not materialized(
        select o.*, p.place_id
        from
            (
                select
                    indicator_id,
                    site_id,
                    month,
                    months,
                    n,
                    numerator,
                    denominator,
                    unfavourable,
                    total_sq,
                    w,
                    w_sq,
                    w_num,
                    w_sq_num,
                    w_sq_num_sq,
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
                    n_excluded,
                    coalesce(cast(date_trunc(cast($grain as varchar), month) as date), cast($start as date)) as bucket,
                    case
                        when
                            previous_month >= greatest(
                                coalesce(
                                    cast(date_trunc(cast($grain as varchar), month) as date), cast($start as date)
                                ),
                                cast($start as date)
                            )
                        then 0
                        else 1
                    end as first_of_site
                from observation
                where pooled and chain is null and month >= cast($start as date) and month < cast($stop as date)
                union all
                select
                    indicator_id,
                    site_id,
                    month,
                    months,
                    n,
                    numerator,
                    denominator,
                    unfavourable,
                    total_sq,
                    w,
                    w_sq,
                    w_num,
                    w_sq_num,
                    w_sq_num_sq,
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
                    n_excluded,
                    bucket,
                    case
                        when row_number() over (partition by indicator_id, site_id, bucket order by month, months) = 1
                        then 1
                        else 0
                    end as first_of_site
                from
                    (
                        select
                            *, max(month) over (partition by indicator_id, site_id, months, chain, bucket) as chain_end
                        from
                            (
                                select
                                    *,
                                    coalesce(
                                        cast(date_trunc(cast($grain as varchar), month) as date), cast($start as date)
                                    ) as bucket
                                from observation
                                where
                                    pooled
                                    and chain is not null
                                    and month >= cast($start as date)
                                    and month < cast($stop as date)
                            ) as rolling
                    ) as placed
                where datediff('month', month, chain_end) % months = 0
            ) as o
        join place as p on p.site_id = o.site_id
        join asked as a on a.indicator_id = o.indicator_id
    ),
    pooled as (
        select
            indicator_id,
            place_id,
            bucket,
            min(month - to_months(months - 1)) as first_month,
            max(month) as last_month,
            max(months) as months,
            sum(first_of_site) as n_sites,
            sum(n) as n,
            sum(numerator) as numerator,
            sum(denominator) as denominator,
            sum(g0) as g0,
            sum(g1) as g1,
            sum(g2) as g2,
            sum(g3) as g3,
            sum(g4) as g4,
            sum(g5) as g5,
            sum(g6) as g6,
            sum(g7) as g7,
            sum(g8) as g8,
            sum(g9) as g9,
            sum(g10) as g10,
            sum(n_excluded) as n_excluded,
            case when count(unfavourable) = count(*) then sum(unfavourable) end as unfavourable,
            case when count(total_sq) = count(*) then sum(total_sq) end as total_sq
        from picked
        group by indicator_id, place_id, bucket
    ),
    weighted as (
        select
            indicator_id,
            place_id,
            bucket,
            sum(w) as w,
            sum(w_sq) as w_sq,
            sum(w_num) as w_num,
            sum(w_sq_num) as w_sq_num,
            sum(w_sq_num_sq) as w_sq_num_sq,
            sum(denominator) as w_denominator,
            sum(numerator) as w_numerator,
            sum(unfavourable) as w_unfavourable,
            sum(total_sq) as w_total_sq
        from picked
        where w is not null
        group by indicator_id, place_id, bucket
    ),
    alone as (
        select l.*, p.place_id, l.row.numerator is null and l.row.value is not null as valued
        from
            (
                select
                    indicator_id,
                    site_id,
                    bucket,
                    mixed,
                    arg_max(
                        struct_pack(month, months, n, numerator, value, word),
                        case when numerator is null and value is null then 0 else 1000000 end
                        + datediff('month', date '1900-01-01', month) * 12
                        - months
                    ) as row
                from
                    (
                        select
                            *,
                            coalesce(
                                cast(date_trunc(cast($grain as varchar), month) as date), cast($start as date)
                            ) as bucket
                        from observation
                        where not pooled and month >= cast($start as date) and month < cast($stop as date)
                    ) as o
                where indicator_id in (select indicator_id from asked) and site_id in (select site_id from place)
                group by indicator_id, site_id, bucket, mixed
            ) as l
        join place as p on p.site_id = l.site_id
        left join
            (
                select distinct
                    indicator_id,
                    site_id,
                    coalesce(cast(date_trunc(cast($grain as varchar), month) as date), cast($start as date)) as bucket
                from observation
                where pooled and mixed and month >= cast($start as date) and month < cast($stop as date)
            ) as m
            on m.indicator_id = l.indicator_id
            and m.site_id = l.site_id
            and m.bucket = l.bucket
        where m.site_id is null
    ),
    read_last as (
        select
            indicator_id,
            place_id,
            bucket,
            min(
                case when valued or row.numerator is not null then row.month - to_months(row.months - 1) end
            ) as first_month,
            max(case when valued or row.numerator is not null then row.month end) as last_month,
            max(case when valued or row.numerator is not null then row.months end) as months,
            sum(case when valued or row.numerator is not null then 1 else 0 end) as n_sites,
            sum(case when not valued then row.n end) as n,
            sum(row.numerator) as numerator,
            sum(case when valued then 1 else 0 end) as valued_sites,
            max(case when valued then row.value end) as value,
            max(case when valued then row.n end) as value_n,
            min(row.word) as word
        from alone
        group by indicator_id, place_id, bucket
    ),
    gathered as (
        select
            k.indicator_id,
            k.place_id,
            k.bucket,
            least(p.first_month, l.first_month) as first_month,
            greatest(p.last_month, l.last_month) as last_month,
            greatest(p.months, l.months) as months,
            coalesce(p.n_sites, 0) + coalesce(l.n_sites, 0) as n_sites,
            case
                when p.n_sites is null and l.valued_sites = l.n_sites and l.valued_sites = 1
                then l.value_n
                when p.n is not null or l.n is not null
                then coalesce(p.n, 0) + coalesce(l.n, 0)
            end as n,
            case
                when p.numerator is not null or l.numerator is not null
                then coalesce(p.numerator, 0) + coalesce(l.numerator, 0)
            end as numerator,
            p.* exclude (indicator_id, place_id, bucket, first_month, last_month, months, n_sites, n, numerator),
            coalesce(l.valued_sites, 0) as valued_sites,
            case when l.valued_sites = 1 then l.value end as value,
            case when p.n_sites is null and l.n_sites = 0 then l.word end as word
        from
            (
                select indicator_id, place_id, bucket
                from pooled
                union
                select indicator_id, place_id, bucket
                from read_last
            ) as k
        left join pooled as p on p.indicator_id = k.indicator_id and p.place_id = k.place_id and p.bucket = k.bucket
        left join read_last as l on l.indicator_id = k.indicator_id and l.place_id = k.place_id and l.bucket = k.bucket
    )
select
    i.code as indicator,
    p.level,
    p.service,
    p.site_type,
    p.region,
    p.department,
    p.site,
    g.bucket,
    cast(g.first_month as date) as first_month,
    g.last_month,
    g.months,
    cast(g.n_sites as bigint) as n_sites,
    cast(g.n as bigint) as n,
    g.numerator,
    g.denominator,
    cast(g.unfavourable as bigint) as unfavourable,
    g.total_sq,
    h.w + coalesce(g.denominator - h.w_denominator, 0) as w,
    h.w_sq + coalesce(g.denominator - h.w_denominator, 0) as w_sq,
    h.w_num + coalesce(
        case
            when i.kind in ('net', 'nps')
            then g.numerator - h.w_numerator - (g.unfavourable - h.w_unfavourable)
            else g.numerator - h.w_numerator
        end,
        0
    ) as w_num,
    h.w_sq_num + coalesce(
        case
            when i.kind in ('net', 'nps')
            then g.numerator - h.w_numerator - (g.unfavourable - h.w_unfavourable)
            else g.numerator - h.w_numerator
        end,
        0
    ) as w_sq_num,
    h.w_sq_num_sq + case
        when i.kind = 'mean'
        then g.total_sq - h.w_total_sq
        when i.kind in ('net', 'nps')
        then g.numerator - h.w_numerator + g.unfavourable - h.w_unfavourable
        else g.numerator - h.w_numerator
    end as w_sq_num_sq,
    cast(g.g0 as bigint) as g0,
    cast(g.g1 as bigint) as g1,
    cast(g.g2 as bigint) as g2,
    cast(g.g3 as bigint) as g3,
    cast(g.g4 as bigint) as g4,
    cast(g.g5 as bigint) as g5,
    cast(g.g6 as bigint) as g6,
    cast(g.g7 as bigint) as g7,
    cast(g.g8 as bigint) as g8,
    cast(g.g9 as bigint) as g9,
    cast(g.g10 as bigint) as g10,
    cast(g.n_excluded as bigint) as n_excluded,
    cast(g.valued_sites as bigint) as valued_sites,
    g.value,
    g.word
from gathered as g
join asked as i on i.indicator_id = g.indicator_id
left join weighted as h on h.indicator_id = g.indicator_id and h.place_id = g.place_id and h.bucket = g.bucket
join
    (select distinct place_id, level, service, site_type, region, department, site from place) as p
    on p.place_id = g.place_id
order by i.code, p.level, p.service, p.site_type, p.region, p.department, p.site, g.bucket
