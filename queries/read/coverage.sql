-- Who is up to date for a month, by service. A site in activity is expected to deliver an indicator (indicator × site)
-- when measure files gave it a figure within the 24 months before; a site silent for longer has left the perimeter. A
-- closed site is expected until the month before its closure, when the succession table gives it.
-- It is late when a whole further period, of the length of its last figure, has ended without one: a monthly figure
-- is late the month after, a yearly one a year after.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
-- param month DATE  the month
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column service VARCHAR  code
-- column n_expected BIGINT  deliveries expected (indicator × site)
-- column n_delivered BIGINT  those that are not late
-- column n_sites BIGINT  sites expected
-- column n_late BIGINT  sites that are late for one indicator at least
-- column median_delay DOUBLE  months missed by a late site for its latest indicator, median of the late sites, or NULL
-- column longest_delay BIGINT  the longest of them, or NULL
select
    service,
    cast(sum(n_expected) as bigint) as n_expected,
    cast(sum(n_expected - n_missing) as bigint) as n_delivered,
    count(*) as n_sites,
    count(case when n_missing > 0 then 1 end) as n_late,
    median(delay) as median_delay,
    max(delay) as longest_delay
from
    (
        select
            s.service,
            d.site_id,
            count(*) as n_expected,
            count(
                case
                    when
                        d.due_month <= cast($month as date)
                        and (d.next_first is null or d.next_first > cast($month as date))
                    then 1
                end
            ) as n_missing,
            max(
                case
                    when
                        d.due_month <= cast($month as date)
                        and (d.next_first is null or d.next_first > cast($month as date))
                    then date_diff('month', d.due_month, cast($month as date)) + 1
                end
            ) as delay
        from delivery as d
        join site as s on s.site_id = d.site_id
        join indicator as i on i.indicator_id = d.indicator_id
        where
            (s.active or s.closed_month > cast($month as date))
            and d.month <= cast($month as date)
            and (d.next_month is null or d.next_month > cast($month as date))
            and d.month >= cast($month as date) - interval 24 month
            and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
            and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
            and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
            and (
                cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department)
            )
            and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
        group by s.service, d.site_id
    ) as p
group by service
order by service
