-- The answers to a survey, two questions at a time: what both were answered by the same person in the same month and
-- site adds up to, in 50 groups of respondents drawn by the MD5 of their identifier. A question with itself is a pair.
-- When more than 10,000 answered the question most answered of a month, one respondent in 2, 4, 8… is read (`one_in`),
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
        select asked.survey, asked.month, min(s.one_in) as one_in, max(s.below) as below
        from
            (
                select survey, month, max(n) as n
                from
                    (
                        select survey, month, indicator, sum(n_rows) as n
                        from answer_part
                        group by survey, month, indicator
                    ) as question
                group by survey, month
            ) as asked
        join
            (
                values
                    (10000, 1, 'g'),
                    (20000, 2, '8'),
                    (40000, 4, '4'),
                    (80000, 8, '2'),
                    (160000, 16, '1'),
                    (320000, 32, '08'),
                    (640000, 64, '04'),
                    (1280000, 128, '02'),
                    (2560000, 256, '01'),
                    (5120000, 512, '008'),
                    (1000000000000, 1024, '004')
            ) as s(most, one_in, below)
            on asked.n <= s.most
        group by asked.survey, asked.month
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
        where substr(d.draw, 4, 3) < s.below
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
