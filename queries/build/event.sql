-- What happened and may explain a change. A later load replaces an event of the same month, title and perimeter.
select
    cast(
        row_number() over (
            order by
                month,
                title,
                coalesce(service, ''),
                coalesce(region, ''),
                coalesce(department, ''),
                coalesce(site, ''),
                coalesce(indicator, '')
        ) as integer
    ) as event_id,
    month,
    day,
    last_month,
    title,
    kind,
    service,
    region,
    department,
    site,
    indicator,
    load_id,
    file,
    line
from
    (
        select
            e.month,
            e.day,
            e.last_month,
            e.title,
            e.kind,
            e.service,
            e.region,
            e.department,
            e.site,
            c.indicator,
            e.load_id,
            e.file,
            e.line,
            row_number() over (
                partition by
                    e.month,
                    lower(e.title),
                    coalesce(e.service, ''),
                    coalesce(e.region, ''),
                    coalesce(e.department, ''),
                    coalesce(e.site, ''),
                    coalesce(c.indicator, '')
                order by e.load_id desc, e.file desc, e.line desc
            ) as place
        from staged_events as e
        left join
            (
                select k.code, i.code as indicator
                from indicator_code as k
                join indicator as i on i.indicator_id = k.indicator_id
            ) as c
            on c.code = e.indicator
    ) as given
where place = 1
order by event_id
