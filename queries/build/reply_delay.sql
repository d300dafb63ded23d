-- How long authors of opinions waited for a reply, in whole days: site × month of publication × days. A median cannot
-- be drawn from sums: it is that of the days of a scope, whatever the scope.
select r.site_id, r.month, r.delay as days, cast(count(*) as integer) as n
from review as r
where r.counted and r.month is not null and r.delay is not null
group by 1, 2, 3
order by r.month, r.site_id, days
