-- The possible answers to a question, in the order of the scale.
select i.indicator_id, g.grade, g.label, g.score, g.favourable, g.unfavourable
from reference_grade as g
join indicator as i on i.code = g.indicator
order by i.indicator_id, g.grade
