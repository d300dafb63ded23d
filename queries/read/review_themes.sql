-- The general themes of published opinions, the most cited first: an opinion may have several.
--
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param themes VARCHAR[]  general themes, one at least; NULL: every opinion
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column theme VARCHAR  general theme
-- column n BIGINT  opinions that have it
select theme, count(*) as n
from
    (
        select
            unnest(
                list_distinct(list_transform(string_split(coalesce(r.tags, ''), ','), lambda tag:trim(tag)))
            ) as theme
        from review as r
        join site as s on s.site_id = r.site_id
        where
            r.counted
            and r.month >= cast($start as date)
            and r.month < cast($stop as date)
            and (
                cast($themes as varchar[]) is null
                or list_has_any(
                    list_transform(string_split(coalesce(r.tags, ''), ','), lambda tag:trim(tag)),
                    cast($themes as varchar[])
                )
            )
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
            and (
                cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department)
            )
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
    ) as cited
where theme <> ''
group by theme
order by n desc, theme
