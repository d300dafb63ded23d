-- Where a figure comes from: for each load and file, the lines behind an indicator, a scope and a period. Reviews
-- are given for the indicators drawn from them. Rows that a later load replaced are left aside (see restatements).
--
-- param indicator VARCHAR  code
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column load_id INTEGER  number of the load
-- column kind VARCHAR  kind of file
-- column loaded_at TIMESTAMP  when it was staged (UTC)
-- column file VARCHAR  file
-- column first_line BIGINT  first line used
-- column last_line BIGINT  last line used
-- column n_rows BIGINT  rows used
-- column n_sites BIGINT  sites they speak of
select
    l.load_id,
    l.kind,
    l.loaded_at,
    o.file,
    min(o.first_line) as first_line,
    max(o.last_line) as last_line,
    sum(o.n_rows)::bigint as n_rows,
    count(distinct o.site_id) as n_sites
from
    (
        select
            m.indicator_id,
            m.site_id,
            m.month,
            m.load_id,
            m.file,
            m.line as first_line,
            m.line as last_line,
            1 as n_rows
        from measure as m
        where m.superseded_by is null
        union all
        select a.indicator_id, a.site_id, a.month, a.load_id, a.file, a.first_line, a.last_line, a.n_rows
        from answer_origin as a
        union all
        select i.indicator_id, r.site_id, r.month, r.load_id, r.file, r.line, r.line, 1
        from review as r
        cross join indicator as i
        where r.counted and i.derived_from like 'reviews.%'
    ) as o
join indicator as i on i.indicator_id = o.indicator_id
join site as s on s.site_id = o.site_id
join load as l on l.load_id = o.load_id
where
    i.code = cast($indicator as varchar)
    and o.month >= cast($start as date)
    and o.month < cast($stop as date)
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
group by l.load_id, l.kind, l.loaded_at, o.file
order by l.load_id, o.file
