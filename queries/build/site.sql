-- The sites, and the territories whose figures are published as such (`level`). Keys follow the order of the
-- codes.
select
    cast(row_number() over (order by code) as integer) as site_id,
    code,
    coalesce(label, code) as label,
    coalesce(level, 'site') as level,
    service,
    site_type,
    parent,
    known_region as region,
    department,
    commune,
    postal_code,
    city,
    country,
    address,
    identifier,
    identifier_type,
    url,
    email,
    description,
    coalesce(active, true) as active,
    load_id,
    file,
    line
from site_latest
order by code
