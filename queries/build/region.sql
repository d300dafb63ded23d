-- The regions of the reference geography, and those that only a register names.
select g.code, coalesce(r.label, g.code) as label
from
    (
        select code
        from reference_region
        union
        select known_region as code
        from site_latest
        where known_region is not null
    ) as g
left join reference_region as r on r.code = g.code
order by g.code
