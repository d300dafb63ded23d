-- First and last month that hold an observation with a figure.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
--
-- column first_month DATE  NULL when there is none
-- column last_month DATE  NULL when there is none
select min(t.first_figure) as first_month, max(t.last_figure) as last_month
from observation_trait as t
join indicator as i on i.indicator_id = t.indicator_id
where cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code)
