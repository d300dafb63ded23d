-- The rows over several months inside which the same site and indicator has a shorter row with a figure: the
-- detail is kept, the sum is dropped, nothing counts twice.
select distinct long.indicator_id, long.site_id, long.month, long.months
from observation_latest as long
join
    observation_latest as short
    on short.indicator_id = long.indicator_id
    and short.site_id = long.site_id
    and short.months < long.months
    and short.month_index <= long.month_index
    and short.month_index - short.months >= long.month_index - long.months
where long.months > 1 and (short.numerator is not null or short.value is not null)
