-- Published opinions by tone, and how many of those that are due were answered: an opinion published less than 30 days
-- before the last publication that the data know is not due. Counted opinions only, by month of publication.
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
-- column feeling SMALLINT  1, 0 or -1; NULL when the author gave none
-- column n BIGINT  opinions
-- column due BIGINT  those that are due an answer
-- column answered BIGINT  those that are due and were answered
select
    r.feeling,
    count(*) as n,
    count(*) filter (where r.due) as due,
    count(*) filter (where r.due and r.answered) as answered
from
    (
        select v.*, datediff('day', v.known_on, latest.known_on) >= 30 as due
        from review as v
        cross join (select max(known_on) as known_on from review) as latest
    ) as r
join site as s on s.site_id = r.site_id
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
group by r.feeling
order by r.feeling desc
