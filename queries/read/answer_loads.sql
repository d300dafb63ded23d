-- The loads that hold answers to some questions over some months, for what must be asked of the answers themselves.
--
-- param indicators VARCHAR[]  codes of the questions
-- param start DATE  first month included
-- param stop DATE  first month excluded
--
-- column load_id INTEGER  number of the load
select distinct a.load_id
from answer_origin as a
join indicator as i on i.indicator_id = a.indicator_id
where
    list_contains(cast($indicators as varchar[]), i.code)
    and a.month >= cast($start as date)
    and a.month < cast($stop as date)
order by a.load_id
