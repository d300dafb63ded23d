-- The same sums as `observations`, for the indicators drawn from answers: with the count of each grade and the weighted
-- sums. Beside a site that has weights, a site without any counts each answer for 1.
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
    cast(sum(o.n_excluded) as bigint) as n_excluded,
    case when count(o.w) > 0 then sum(coalesce(o.w, o.denominator)) end as w,
    case when count(o.w) > 0 then sum(coalesce(o.w_sq, o.denominator)) end as w_sq,
    case
        when count(o.w) > 0
        then sum(coalesce(o.w_num, o.numerator - case when i.kind in ('net', 'nps') then o.unfavourable else 0 end))
    end as w_num,
    case
        when count(o.w) > 0
        then sum(coalesce(o.w_sq_num, o.numerator - case when i.kind in ('net', 'nps') then o.unfavourable else 0 end))
    end as w_sq_num,
    case
        when count(o.w) > 0 and count(case when i.kind = 'mean' then coalesce(o.w, o.total_sq) else 0 end) = count(*)
        then
            sum(
                coalesce(
                    o.w_sq_num_sq,
                    case
                        when i.kind = 'mean'
                        then o.total_sq
                        when i.kind in ('net', 'nps')
                        then o.numerator + o.unfavourable
                        else o.numerator
                    end
                )
            )
    end as w_sq_num_sq,
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
