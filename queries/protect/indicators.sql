-- The indicators of people whose figures are added over time, and the months that they cover.
--
-- column indicator_id INTEGER  key
-- column kind VARCHAR  share, mean, quantile, count, nps, net, distribution
-- column unit VARCHAR  unit of the indicator
-- column first_month DATE  first month with an observation
-- column last_month DATE  last month with an observation
select t.indicator_id, i.kind, i.unit, t.first_month, t.last_month
from observation_trait as t
join indicator as i on i.indicator_id = t.indicator_id
where t.has_pooled and i.base = 'people'
order by t.indicator_id
