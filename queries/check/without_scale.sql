-- Answers to a question that has no scale, or whose grade its scale does not hold: they enter no figure.
--
-- column what VARCHAR  the indicator
-- column n BIGINT  number of answers
select i.code as what, sum(a.n)::bigint as n
from (select indicator_id, grade, sum(n) as n from survey_grade group by indicator_id, grade) as a
join indicator as i on i.indicator_id = a.indicator_id
left join indicator_grade as g on g.indicator_id = a.indicator_id and g.grade = a.grade
where g.grade is null
group by i.code
order by i.code
