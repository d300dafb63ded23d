-- Observations out of order (month, site, indicator): reads would be right but slow.
--
-- column n BIGINT  number of rows that come before the one they should follow
select count(*) as n
from
    (
        select
            month,
            site_id,
            indicator_id,
            lag(month) over () as previous_month,
            lag(site_id) over () as previous_site,
            lag(indicator_id) over () as previous_indicator
        from observation
    ) as o
where
    month < previous_month
    or (month = previous_month and site_id < previous_site)
    or (month = previous_month and site_id = previous_site and indicator_id < previous_indicator)
having count(*) > 0
