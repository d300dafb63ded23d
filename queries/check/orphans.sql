-- Rows that name a site or an indicator that nothing describes: they enter no figure.
--
-- column load_id INTEGER  load of the rows
-- column what VARCHAR  site or indicator
-- column example VARCHAR  one of the codes, or where to find it
-- column n BIGINT  number of rows
select load_id, 'site' as what, min(site) as example, count(*) as n
from measure
where site_id is null
group by load_id
union all
select load_id, 'indicator' as what, min(indicator) as example, count(*) as n
from measure
where indicator_id is null
group by load_id
union all
select load_id, 'site' as what, min(concat(file, ':', first_line)) as example, cast(sum(n_rows) as bigint) as n
from answer_origin
where site_id is null
group by load_id
union all
select load_id, 'indicator' as what, min(concat(file, ':', first_line)) as example, cast(sum(n_rows) as bigint) as n
from answer_origin
where indicator_id is null
group by load_id
order by load_id, what, example
