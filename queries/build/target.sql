-- Values to reach. A loaded target replaces that of the catalogue, a later load replaces an earlier one.
select indicator_id, scope, year, operator, value, source, load_id
from
    (
        select
            *,
            row_number() over (
                partition by indicator_id, scope, year order by coalesce(load_id, 0) desc, line desc, operator, value
            ) as place
        from
            (
                select
                    i.indicator_id,
                    coalesce(t.scope, '') as scope,
                    t.year,
                    t.operator,
                    t.value,
                    t.source,
                    cast(null as integer) as load_id,
                    cast(0 as bigint) as line
                from reference_target as t
                join indicator as i on i.code = t.indicator
                union all
                select
                    c.indicator_id,
                    coalesce(t.scope, '') as scope,
                    t.year,
                    t.operator,
                    t.value,
                    t.file as source,
                    t.load_id,
                    t.line
                from staged_targets as t
                join indicator_code as c on c.code = t.indicator
            ) as given
    ) as ranked
where place = 1
order by indicator_id, scope, year
