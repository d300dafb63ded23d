-- The first and last months that a site ever delivered, by indicator.
select indicator_id, site_id, min(month) as first_month, max(month) as last_month
from delivery
group by indicator_id, site_id
order by indicator_id, site_id
