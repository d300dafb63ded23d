-- How many rows of each load the published facts hold.
--
-- column what VARCHAR  measures, answers or reviews
-- column load_id INTEGER  the load
-- column n BIGINT  number of rows
select 'measures' as what, load_id, count(*) as n
from measure
group by load_id
union all
select 'answers' as what, load_id, cast(sum(n_rows) as bigint) as n
from answer_origin
group by load_id
union all
select 'reviews' as what, load_id, count(*) as n
from review
group by load_id
order by what, load_id
