-- Every staged measure with its load: the lineage of the figures. What a load says of an indicator, a site, a
-- month and a length replaces all that earlier loads said of them (a distribution is replaced whole):
-- `superseded_by` is the load that did. Twice the same line in a load: the last one counts. A NaN is no value.
-- The months of a merged site before the merger belong to its successor (`site_id`); `site` is what the file says.
select
    indicator_id,
    site_id,
    indicator,
    site,
    month,
    months,
    grade,
    value,
    numerator,
    denominator,
    n,
    contributors,
    first_share,
    word,
    updated_on,
    load_id,
    file,
    line,
    case
        when indicator_id is null or site_id is null
        then cast(null as integer)
        when next_load is not null
        then next_load
        when place > 1
        then load_id
    end as superseded_by
from
    (
        select
            *,
            min(load_id) over (
                partition by indicator_id, site, month, months
                order by load_id
                range between 1 following and unbounded following
            ) as next_load,
            row_number() over (
                partition by indicator_id, site, month, months, grade, load_id order by file desc, line desc
            ) as place
        from
            (
                select
                    c.indicator_id,
                    s.site_id,
                    coalesce(c.indicator, m.indicator) as indicator,
                    m.site,
                    cast(date_trunc('month', m.month) as date) as month,
                    cast(coalesce(m.months, 1) as smallint) as months,
                    m.grade,
                    case when isnan(m.value) then null else m.value end as value,
                    case when isnan(m.numerator) then null else m.numerator end as numerator,
                    case when isnan(m.denominator) then null else m.denominator end as denominator,
                    m.n,
                    m.contributors,
                    case when isnan(m.first_share) then null else m.first_share end as first_share,
                    m.word,
                    m.updated_on,
                    m.load_id,
                    m.file,
                    m.line
                from staged_measures as m
                left join indicator_code as c on c.code = m.indicator
                left join
                    reference_heir as h on h.site = m.site and cast(date_trunc('month', m.month) as date) < h.before
                left join site as s on s.code = coalesce(h.heir, m.site)
            ) as resolved
    ) as ranked
order by month, site_id, indicator_id, months, grade, load_id, file, line
