-- The answers to a survey, two questions at a time: what both were answered by the same person in the same month and
-- site adds up to, in 50 groups of respondents drawn by the MD5 of their identifier. A question with itself is a pair.
-- When more than 50,000 answered the question most answered of a month, one respondent in 2, 4, 8… is read (`one_in`),
-- drawn by the MD5 too: the sums count each for that many, `n` does not.
with
    drawn as (
        select
            a.survey,
            cast(date_trunc('month', a.answered_on) as date) as month,
            a.site,
            a.respondent,
            a.indicator,
            cast(a.grade as double) as grade,
            coalesce(a.weight, 1) as weight,
            md5(a.respondent) as draw
        from counted_answers as a
        where a.excluded is null and a.grade is not null and a.respondent is not null and a.survey is not null
    ),
    sampled as (
        select
            survey,
            month,
            case
                when max(n) <= 50000
                then 1
                when max(n) <= 100000
                then 2
                when max(n) <= 200000
                then 4
                when max(n) <= 400000
                then 8
                when max(n) <= 800000
                then 16
                when max(n) <= 1600000
                then 32
                when max(n) <= 3200000
                then 64
                else 128
            end as one_in
        from
            (
                select survey, month, indicator, sum(n_rows) as n from answer_part group by survey, month, indicator
            ) as asked
        group by survey, month
    ),
    given as (
        select
            d.*,
            s.one_in,
            cast(
                (
                    256 * (strpos('0123456789abcdef', substr(d.draw, 1, 1)) - 1)
                    + 16 * (strpos('0123456789abcdef', substr(d.draw, 2, 1)) - 1)
                    + strpos('0123456789abcdef', substr(d.draw, 3, 1))
                    - 1
                )
                % 50 as integer
            ) as part
        from drawn as d
        join sampled as s on s.survey = d.survey and s.month = d.month
        where
            substr(d.draw, 4, 2) < case
                s.one_in
                when 1
                then 'g'
                when 2
                then '8'
                when 4
                then '4'
                when 8
                then '2'
                when 16
                then '1'
                when 32
                then '08'
                when 64
                then '04'
                else '02'
            end
    )
select
    x.survey,
    x.month,
    x.indicator as first,
    y.indicator as second,
    x.part,
    x.one_in,
    count(*) as n,
    x.one_in * sum(x.weight) as w,
    x.one_in * sum(x.weight * x.grade) as w_x,
    x.one_in * sum(x.weight * y.grade) as w_y,
    x.one_in * sum(x.weight * x.grade * x.grade) as w_xx,
    x.one_in * sum(x.weight * x.grade * y.grade) as w_xy,
    x.one_in * sum(x.weight * y.grade * y.grade) as w_yy
from given as x
join
    given as y
    on y.survey = x.survey
    and y.month = x.month
    and y.site = x.site
    and y.respondent = x.respondent
    and y.indicator >= x.indicator
group by x.survey, x.month, x.indicator, y.indicator, x.part, x.one_in
order by x.survey, x.month, x.indicator, y.indicator, x.part
