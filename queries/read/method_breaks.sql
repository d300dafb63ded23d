-- The months from which a definition is another one.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
--
-- column indicator VARCHAR  code
-- column month DATE  first month of the new definition
-- column name VARCHAR  what changed
-- column service VARCHAR  the service concerned; empty: everyone
select i.code as indicator, b.month, b.label as name, b.service
from method_break as b
join indicator as i on i.indicator_id = b.indicator_id
where cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code)
order by i.code, b.month, b.service
