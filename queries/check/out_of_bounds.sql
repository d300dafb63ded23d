-- Figures that their indicator does not allow: a share above 100 %, a value beyond its bounds, a negative count.
--
-- column what VARCHAR  the indicator
-- column site VARCHAR  one of the sites
-- column n BIGINT  number of observations
select i.code as what, min(s.code) as site, count(*) as n
from observation as o
join indicator as i on i.indicator_id = o.indicator_id
join site as s on s.site_id = o.site_id
where
    o.n < 0
    or o.denominator < 0
    or (i.kind in ('share', 'distribution') and (o.numerator < 0 or o.numerator > o.denominator * (1 + 1e-9)))
    or o.value < i.lower_bound
    or o.value > i.upper_bound
group by i.code
order by i.code
