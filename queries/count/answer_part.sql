-- The answers of one load added up: what every figure by grade is drawn from, whatever their number. An answer out of
-- the base has no grade; one of weight 0 counts in no base.
select
    survey,
    indicator,
    site,
    month,
    grade,
    load_id,
    file,
    count(*) as n_rows,
    cast(sum(case when weight > 0 then 1 else 0 end) as bigint) as n_weighing,
    sum(weight) as w,
    sum(weight * weight) as w_sq,
    max(case when weight > 0 and weight <> 1 then 1 else 0 end) as weighted,
    min(line) as first_line,
    max(line) as last_line,
    min(answered_on) as first_day,
    max(answered_on) as last_day
from
    (
        select
            survey,
            indicator,
            site,
            cast(date_trunc('month', answered_on) as date) as month,
            case when excluded is null then grade end as grade,
            load_id,
            file,
            coalesce(weight, 1) as weight,
            line,
            answered_on
        from counted_answers
    ) as a
group by survey, indicator, site, month, grade, load_id, file
order by month, site, indicator, survey, grade, load_id, file
