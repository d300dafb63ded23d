-- First and last month that hold an observation with a figure.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
--
-- column first_month DATE  NULL when there is none
-- column last_month DATE  NULL when there is none
select min(o.month) as first_month, max(o.month) as last_month
from observation as o
join indicator as i on i.indicator_id = o.indicator_id
where
    (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
    and (o.numerator is not null or o.value is not null)
