-- The catalogue, and the indicators that a load describes and the catalogue does not know under any code. The
-- latter get no engagement and no direction: the files of SP+ give neither.
select
    code,
    label,
    technical_label,
    commitment,
    nature,
    kind,
    unit,
    direction,
    decimals,
    base,
    accumulation,
    headline,
    scale,
    derived_from,
    lower_bound,
    upper_bound,
    minimum_n,
    material_gap,
    source,
    rule,
    why,
    cast(null as varchar) as service,
    'catalogue' as origin
from reference_indicator
union all
select
    s.code,
    coalesce(s.label, s.technical_label, s.code) as label,
    coalesce(s.technical_label, s.label, s.code) as technical_label,
    cast(null as integer) as commitment,
    coalesce(s.nature, 'delivered') as nature,
    case when s.percentage then 'share' else 'mean' end as kind,
    case when s.percentage then '%' else coalesce(s.unit, '') end as unit,
    'neutral' as direction,
    1 as decimals,
    'people' as base,
    'flow' as accumulation,
    false as headline,
    cast(null as varchar) as scale,
    cast(null as varchar) as derived_from,
    case when s.percentage then cast(0 as double) end as lower_bound,
    case when s.percentage then cast(100 as double) end as upper_bound,
    30 as minimum_n,
    cast(2 as double) as material_gap,
    coalesce(s.method, '') as source,
    '' as rule,
    '' as why,
    s.service,
    'load' as origin
from
    (
        select
            *,
            coalesce(lower(trim(unit)) in ('%', 'pourcentage', 'pourcent', 'pour cent', 'taux'), false) as percentage,
            row_number() over (partition by code order by load_id desc, file desc, line desc) as place
        from staged_indicators
    ) as s
left join reference_indicator as r on r.code = s.code
left join reference_alias as a on a.alias = s.code
where s.place = 1 and r.code is null and a.alias is null
