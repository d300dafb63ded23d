-- The months that end a figure, and how many months it covers: what tells a whole period from an unfinished one. Levels
-- give their longest figure of the month; the shortest of them comes out.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param services VARCHAR[]  codes; NULL: every service
--
-- column indicator VARCHAR  code
-- column month DATE  last month that the figure covers
-- column months SMALLINT  how many months it covers
select l.indicator, l.month, min(l.months) as months
from
    (
        select i.code as indicator, f.month, f.level, max(f.months) as months
        from figure_month as f
        join indicator as i on i.indicator_id = f.indicator_id
        where
            f.month >= cast($start as date)
            and f.month < cast($stop as date)
            and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
            and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), f.service))
        group by i.code, f.month, f.level
    ) as l
group by l.indicator, l.month
order by l.indicator, l.month
