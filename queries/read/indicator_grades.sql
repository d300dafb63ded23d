-- The possible answers, in the order of the scale.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
--
-- column indicator VARCHAR  code
-- column grade INTEGER  place in the scale, from 0 to 10
-- column name VARCHAR  the answer
-- column score DOUBLE  what it adds to a mean, or NULL
-- column favourable BOOLEAN  counted as favourable
-- column unfavourable BOOLEAN  counted as unfavourable
select i.code as indicator, g.grade, g.label as name, g.score, g.favourable, g.unfavourable
from indicator_grade as g
join indicator as i on i.indicator_id = g.indicator_id
where cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code)
order by i.code, g.grade
