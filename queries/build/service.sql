-- The networks (« réseaux ») that hold a site. One label a code: the first in alphabetical order.
select
    cast(row_number() over (order by service) as integer) as service_id,
    service as code,
    coalesce(min(service_label), service) as label
from site_latest
where service is not null
group by service
order by service
