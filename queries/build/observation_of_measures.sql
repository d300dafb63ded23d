-- Observations drawn from measures given as one figure. A share or a mean with its number of people becomes a
-- numerator and a denominator, so that it can be added; without a base the published value is kept and never
-- pooled. The denominator of a share is its number of people; that of a mean (m², say) is not. A row beside a
-- distribution of the same site and period is left out: the distribution says more. The rows of merged sites are
-- added; values without a base cannot be, and the word says so. What is known of their contributors is the least
-- favourable of them: a sum that one of them makes is protected as he was.
select
    indicator_id,
    site_id,
    month,
    months,
    case when count(*) = 1 or count(n) = count(case when told then 1 end) then sum(n) end as n,
    case when count(*) = 1 or count(value) = 0 then sum(numerator) end as numerator,
    case when count(*) = 1 or count(value) = 0 then sum(denominator) end as denominator,
    case when count(*) = 1 then max(value) end as value,
    case
        when count(*) = 1
        then max(word)
        when count(value) > 0
        then 'valeurs de sites fusionnés, sans base : non additionnables'
        when count(numerator) = 0
        then max(word)
    end as word,
    min(contributors) as contributors,
    max(first_share) as first_share,
    max(load_id) as load_id
from
    (
        select
            indicator_id,
            site_id,
            month,
            months,
            case
                when kind in ('share', 'distribution') then coalesce(n, cast(round(denominator) as bigint)) else n
            end as n,
            case
                when kind = 'count'
                then coalesce(value, numerator)
                when pooled
                then coalesce(numerator, value * base / unit_of_one)
            end as numerator,
            case when pooled and kind <> 'count' then base end as denominator,
            case when kind <> 'count' and not pooled then value end as value,
            value is not null or numerator is not null as told,
            word,
            nullif(contributors, 0) as contributors,
            first_share,
            load_id
        from
            (
                select
                    m.*,
                    i.kind,
                    case when i.kind = 'mean' then cast(1 as double) else cast(100 as double) end as unit_of_one,
                    coalesce(m.denominator, cast(m.n as double)) as base,
                    i.kind in ('share', 'distribution', 'mean')
                    and (
                        (m.numerator is not null and m.denominator is not null)
                        or (m.numerator is not null and m.value is null and m.n is not null)
                        or (m.value is not null and coalesce(m.denominator, cast(m.n as double)) is not null)
                    ) as pooled
                from measure as m
                join indicator as i on i.indicator_id = m.indicator_id
                left join
                    (
                        select distinct indicator_id, site, month, months
                        from measure
                        where grade is not null and superseded_by is null
                    ) as d
                    on d.indicator_id = m.indicator_id
                    and d.site = m.site
                    and d.month = m.month
                    and d.months = m.months
                where m.grade is null and m.superseded_by is null and m.site_id is not null and d.site is null
            ) as given
    ) as told
group by indicator_id, site_id, month, months
