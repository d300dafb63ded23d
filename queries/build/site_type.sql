-- The types of site; `service` when all the sites of the type belong to one service.
select
    cast(row_number() over (order by site_type) as integer) as site_type_id,
    site_type as code,
    coalesce(min(site_type_label), site_type) as label,
    case when min(service) = max(service) then min(service) end as service
from site_latest
where site_type is not null
group by site_type
order by site_type
