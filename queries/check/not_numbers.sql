-- Observations that hold NaN or an infinite number: they would poison every sum.
--
-- column what VARCHAR  the indicator
-- column n BIGINT  number of observations
select i.code as what, count(*) as n
from observation as o
join indicator as i on i.indicator_id = o.indicator_id
where
    not isfinite(coalesce(o.numerator, 0))
    or not isfinite(coalesce(o.denominator, 0))
    or not isfinite(coalesce(o.value, 0))
    or not isfinite(coalesce(o.total_sq, 0))
    or not isfinite(coalesce(o.w, 0))
    or not isfinite(coalesce(o.w_num, 0))
group by i.code
order by i.code
