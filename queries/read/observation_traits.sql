-- Which of the queries of a read have something to answer, by indicator that has observations.
--
-- column indicator VARCHAR  code
-- column has_pooled BOOLEAN  some rows are added over time
-- column has_latest BOOLEAN  some rows are read at their latest
-- column has_grades BOOLEAN  some rows count grades
-- column has_weights BOOLEAN  some rows carry weights
select i.code as indicator, t.has_pooled, t.has_latest, t.has_grades, t.has_weights
from observation_trait as t
join indicator as i on i.indicator_id = t.indicator_id
order by i.code
