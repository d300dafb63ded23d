-- The sites of a scope, or those that a text designates (label, town or code; case and accents do not count).
--
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
-- param levels VARCHAR[]  NULL: every level
-- param search VARCHAR  words that must all be found; NULL or empty: no search
-- param max_rows INTEGER  how many at most; NULL: all
--
-- column code VARCHAR  code
-- column name VARCHAR  label
-- column level VARCHAR  site, department, region or nation
-- column service VARCHAR  code of the service
-- column service_label VARCHAR  label of the service
-- column site_type VARCHAR  code of the type
-- column site_type_label VARCHAR  label of the type
-- column parent VARCHAR  code of the structure above, or NULL
-- column region VARCHAR  INSEE code
-- column region_label VARCHAR  label of the region
-- column department VARCHAR  INSEE code
-- column department_label VARCHAR  label of the department
-- column court VARCHAR  code of the ressort
-- column direction VARCHAR  code of the direction interrégionale
-- column city VARCHAR  town
-- column active BOOLEAN  false for a closed site
-- column observed BOOLEAN  true when at least one observation exists
-- column latitude DOUBLE  degrees (WGS 84), or NULL
-- column longitude DOUBLE  degrees (WGS 84), or NULL
select
    s.code,
    s.label as name,
    s.level,
    s.service,
    v.label as service_label,
    s.site_type,
    t.label as site_type_label,
    s.parent,
    s.region,
    r.label as region_label,
    s.department,
    d.label as department_label,
    s.court,
    s.direction,
    s.city,
    s.active,
    o.site_id is not null as observed,
    s.latitude,
    s.longitude
from site as s
left join service as v on v.code = s.service
left join site_type as t on t.code = s.site_type
left join region as r on r.code = s.region
left join department as d on d.code = s.department
left join (select distinct site_id from observation) as o on o.site_id = s.site_id
where
    (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
    and (cast($levels as varchar[]) is null or list_contains(cast($levels as varchar[]), s.level))
    and coalesce(
        list_bool_and(
            list_transform(
                list_filter(
                    string_split(
                        lower(
                            strip_accents(
                                replace(replace(replace(cast($search as varchar), '’', ''''), 'œ', 'oe'), 'Œ', 'oe')
                            )
                        ),
                        ' '
                    ),
                    lambda word:word <> ''
                ),
                lambda word:contains(
                    lower(
                        strip_accents(
                            replace(
                                replace(replace(concat_ws(' ', s.label, s.city, s.code), '’', ''''), 'œ', 'oe'),
                                'Œ',
                                'oe'
                            )
                        )
                    ),
                    word
                )
            )
        ),
        true
    )
order by
    translate(lower(strip_accents(replace(replace(s.label, 'œ', 'oe'), 'Œ', 'oe'))), '-’''', '   '), s.label, s.code
limit coalesce(cast($max_rows as integer), 2147483647)
