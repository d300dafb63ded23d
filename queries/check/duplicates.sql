-- Keys that more than one observation holds.
--
-- column what VARCHAR  the indicator
-- column n BIGINT  number of keys held twice or more
select i.code as what, count(*) as n
from (select indicator_id from observation group by indicator_id, site_id, month, months having count(*) > 1) as o
join indicator as i on i.indicator_id = o.indicator_id
group by i.code
order by i.code
