-- The answers to one question of a survey, by channel and grade.
--
-- param survey VARCHAR  code
-- param indicator VARCHAR  code of the question
-- param start DATE  first month included
-- param stop DATE  first month excluded
--
-- column channel VARCHAR  in small letters
-- column grade SMALLINT  place in the scale
-- column n BIGINT  answers, not protected
-- column w DOUBLE  Σw; an answer without weight counts for 1
select lower(a.channel) as channel, cast(a.grade as smallint) as grade, count(*) as n, sum(coalesce(a.weight, 1.0)) as w
from answer as a
join indicator as i on i.indicator_id = a.indicator_id
where
    a.survey = cast($survey as varchar)
    and i.code = cast($indicator as varchar)
    and a.month >= cast($start as date)
    and a.month < cast($stop as date)
    and a.grade is not null
    and a.channel is not null
    and a.site_id is not null
group by lower(a.channel), a.grade
order by lower(a.channel), a.grade
