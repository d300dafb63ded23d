-- One observation an indicator, site, month and length: the last load that speaks of it, whatever it speaks from
-- (measures, answers, reviews). `month_index` counts months from year 0.
select *, cast(extract(year from month) * 12 + extract(month from month) as integer) as month_index
from
    (
        select
            *,
            row_number() over (partition by indicator_id, site_id, month, months order by load_id desc, origin) as place
        from
            (
                select
                    indicator_id,
                    site_id,
                    month,
                    months,
                    origin,
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
                    cast(null as double) as value,
                    cast(null as varchar) as word,
                    cast(null as bigint) as contributors,
                    cast(null as double) as first_share,
                    load_id
                from observation_of_grades
                union all
                select
                    indicator_id,
                    site_id,
                    month,
                    months,
                    'measure' as origin,
                    n,
                    numerator,
                    denominator,
                    cast(null as bigint) as unfavourable,
                    cast(null as double) as total_sq,
                    cast(null as double) as w,
                    cast(null as double) as w_sq,
                    cast(null as double) as w_num,
                    cast(null as double) as w_sq_num,
                    cast(null as double) as w_sq_num_sq,
                    cast(null as bigint) as g0,
                    cast(null as bigint) as g1,
                    cast(null as bigint) as g2,
                    cast(null as bigint) as g3,
                    cast(null as bigint) as g4,
                    cast(null as bigint) as g5,
                    cast(null as bigint) as g6,
                    cast(null as bigint) as g7,
                    cast(null as bigint) as g8,
                    cast(null as bigint) as g9,
                    cast(null as bigint) as g10,
                    cast(null as bigint) as n_excluded,
                    value,
                    word,
                    contributors,
                    first_share,
                    load_id
                from observation_of_measures
                union all
                select
                    indicator_id,
                    site_id,
                    month,
                    1 as months,
                    'review' as origin,
                    n,
                    numerator,
                    cast(n as double) as denominator,
                    unfavourable,
                    cast(null as double) as total_sq,
                    cast(null as double) as w,
                    cast(null as double) as w_sq,
                    cast(null as double) as w_num,
                    cast(null as double) as w_sq_num,
                    cast(null as double) as w_sq_num_sq,
                    cast(null as bigint) as g0,
                    cast(null as bigint) as g1,
                    cast(null as bigint) as g2,
                    cast(null as bigint) as g3,
                    cast(null as bigint) as g4,
                    cast(null as bigint) as g5,
                    cast(null as bigint) as g6,
                    cast(null as bigint) as g7,
                    cast(null as bigint) as g8,
                    cast(null as bigint) as g9,
                    cast(null as bigint) as g10,
                    cast(null as bigint) as n_excluded,
                    cast(null as double) as value,
                    cast(null as varchar) as word,
                    cast(null as bigint) as contributors,
                    cast(null as double) as first_share,
                    load_id
                from observation_of_reviews
            ) as given
    ) as ranked
where place = 1
