-- The departments of the reference geography, and those that only a register names.
select g.code, coalesce(d.label, g.code) as label, coalesce(d.region, g.region) as region
from
    (
        select code, max(region) as region
        from
            (
                select code, region
                from reference_department
                union all
                select department as code, known_region as region
                from site_latest
                where department is not null
            ) as named
        group by code
    ) as g
left join reference_department as d on d.code = g.code
order by g.code
