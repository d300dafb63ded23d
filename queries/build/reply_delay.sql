-- How long authors of opinions waited for a reply, in whole days: site × month of publication × days. A median cannot
-- be drawn from sums: it is that of the days of a scope, whatever the scope. A reply given before the publication was
-- not waited for: 0 day.
select
    r.site_id,
    r.month,
    cast(greatest(datediff('day', coalesce(r.published_on, r.written_on), r.replied_on), 0) as integer) as days,
    cast(count(*) as integer) as n
from review as r
where r.counted and r.month is not null and r.replied_on is not null
group by 1, 2, 3
order by r.month, r.site_id, days
