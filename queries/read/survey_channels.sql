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
select g.channel, g.grade, cast(sum(g.n) as bigint) as n, sum(g.w) as w
from survey_grade as g
join indicator as i on i.indicator_id = g.indicator_id
where
    g.survey = cast($survey as varchar)
    and i.code = cast($indicator as varchar)
    and g.month >= cast($start as date)
    and g.month < cast($stop as date)
    and g.channel is not null
group by g.channel, g.grade
order by g.channel, g.grade
