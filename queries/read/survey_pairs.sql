-- The answers to a survey, two questions at a time: what both were answered by the same person in the same month and
-- site adds up to, in groups of respondents drawn by their identifier. Their sum is the whole; what they differ by
-- tells how far chance goes. A question with itself is a pair. Answers without a respondent cannot be crossed.
--
-- param survey VARCHAR  code
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param indicators VARCHAR[]  codes of the questions
-- param groups BIGINT  how many groups
-- param one_in BIGINT  one respondent in so many is read: what bounds the time of a survey of millions
--
-- column first VARCHAR  code of a question
-- column second VARCHAR  code of a question, not before the first
-- column part BIGINT  the group, from 0
-- column n BIGINT  people who answered both, not protected
-- column w DOUBLE  Σw; a person without weight counts for 1
-- column w_x DOUBLE  Σwx, x the grade of the first question
-- column w_y DOUBLE  Σwy, y that of the second
-- column w_xx DOUBLE  Σwx²
-- column w_xy DOUBLE  Σwxy
-- column w_yy DOUBLE  Σwy²
with
    given as (
        select
            i.code,
            a.month,
            a.site_id,
            a.respondent,
            cast(hash(a.respondent) % cast($groups * $one_in as ubigint) / cast($one_in as ubigint) as bigint) as part,
            cast(a.grade as double) as grade,
            coalesce(a.weight, 1.0) as weight
        from answer as a
        join indicator as i on i.indicator_id = a.indicator_id
        where
            a.survey = cast($survey as varchar)
            and a.month >= cast($start as date)
            and a.month < cast($stop as date)
            and a.grade is not null
            and a.respondent is not null
            and a.site_id is not null
            and list_contains(cast($indicators as varchar[]), i.code)
            and hash(a.respondent) % cast($one_in as ubigint) = 0
    )
select
    x.code as first,
    y.code as second,
    x.part,
    count(*) as n,
    sum(x.weight) as w,
    sum(x.weight * x.grade) as w_x,
    sum(x.weight * y.grade) as w_y,
    sum(x.weight * x.grade * x.grade) as w_xx,
    sum(x.weight * x.grade * y.grade) as w_xy,
    sum(x.weight * y.grade * y.grade) as w_yy
from given as x
join given as y on y.respondent = x.respondent and y.site_id = x.site_id and y.month = x.month and y.code >= x.code
group by x.code, y.code, x.part
order by x.code, y.code, x.part
