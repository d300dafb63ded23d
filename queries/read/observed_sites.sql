-- The sites that gave a figure of an indicator before a month, and when they last did.
--
-- param indicator VARCHAR  code
-- param stop DATE  first month excluded
--
-- column site VARCHAR  code
-- column last_month DATE  last month of their last figure
-- column months SMALLINT  how many months that figure covers
select s.code as site, max(o.month) as last_month, cast(max_by(o.months, o.month) as smallint) as months
from observation as o
join indicator as i on i.indicator_id = o.indicator_id
join site as s on s.site_id = o.site_id
where
    i.code = cast($indicator as varchar)
    and o.month < cast($stop as date)
    and s.level = 'site'
    and (o.numerator is not null or o.value is not null)
group by s.code
order by s.code
