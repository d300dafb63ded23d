-- Which of the queries of a read have something to answer, by indicator that has observations.
--
-- column indicator VARCHAR  code
-- column kind VARCHAR  share, mean, quantile, count, nps, net, distribution
-- column has_pooled BOOLEAN  some rows are added over time
-- column has_answers BOOLEAN  some of them have grades or weights
-- column has_latest BOOLEAN  some rows are read at their latest
-- column has_latest_grades BOOLEAN  some of them have grades
-- column first_month DATE  first month with an observation
-- column last_month DATE  last month with an observation
select
    i.code as indicator,
    i.kind,
    t.has_pooled,
    t.has_answers,
    t.has_latest,
    t.has_latest_grades,
    t.first_month,
    t.last_month
from observation_trait as t
join indicator as i on i.indicator_id = t.indicator_id
order by i.code
