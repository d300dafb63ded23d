-- The latest published opinions that have a text, those that were answered first, with their answer. Nothing says who
-- wrote, nor of which site: a service, a month.
--
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param themes VARCHAR[]  general themes, one at least; NULL: every opinion
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
-- param max_rows INTEGER  how many at most
--
-- column month DATE  month of publication
-- column service VARCHAR  label of the service
-- column feeling SMALLINT  1, 0 or -1; NULL when the author gave none
-- column title VARCHAR  title, or NULL
-- column text VARCHAR  what the author wrote
-- column reply VARCHAR  what the administration answered, or NULL
select r.month, v.label as service, r.feeling, r.title, r.text, r.reply
from review as r
join site as s on s.site_id = r.site_id
left join service as v on v.code = s.service
where
    r.counted
    and r.month >= cast($start as date)
    and r.month < cast($stop as date)
    and (
        cast($themes as varchar[]) is null
        or list_has_any(
            list_transform(string_split(coalesce(r.tags, ''), ','), lambda tag:trim(tag)), cast($themes as varchar[])
        )
    )
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
    and r.published_on is not null
    and trim(coalesce(r.text, '')) <> ''
order by case when trim(coalesce(r.reply, '')) = '' then 1 else 0 end, r.published_on desc, r.code desc
limit cast($max_rows as integer)
