-- The sites, and the territories whose figures are published as such (`level`). Keys follow the order of the
-- codes. `court` and `direction` are those of its department, when a judicial map is loaded. `closed_month` is the
-- first month without the site: it merged, closed, or split without going on.
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
    area.court,
    area.direction,
    commune,
    postal_code,
    city,
    country,
    address,
    latitude,
    longitude,
    identifier,
    identifier_type,
    url,
    email,
    description,
    coalesce(active, true) and ended.former is null as active,
    ended.month as closed_month,
    load_id,
    file,
    line
from site_latest
left join
    (
        select former, min(month) as month
        from succession
        group by former
        having max(case when successor = former then 1 else 0 end) = 0
    ) as ended
    on ended.former = site_latest.code
left join
    (select department as place, court, direction from judicial_area) as area on area.place = site_latest.department
order by code
