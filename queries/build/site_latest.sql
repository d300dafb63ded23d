-- The register: a later load replaces the whole row of a site. A department gives the region that is missing.
select s.*, coalesce(s.region, d.region) as known_region
from
    (
        select *, row_number() over (partition by code order by load_id desc, file desc, line desc) as place
        from staged_sites
    ) as s
left join reference_department as d on d.code = s.department
where s.place = 1
