-- Observations whose site or indicator is not in the published tables: impossible after a sound build.
--
-- column n BIGINT  number of observations
select count(*) as n
from observation as o
left join site as s on s.site_id = o.site_id
left join indicator as i on i.indicator_id = o.indicator_id
where s.site_id is null or i.indicator_id is null
having count(*) > 0
