-- Every distinct text of the fields that few texts fill, as the files write them.
--
-- column field VARCHAR  the field: survey, site, date, weight or channel
-- column text VARCHAR  the text; empty when there is none
select 'survey' as field, survey as text
from load_row
group by survey
union all
select 'site' as field, site as text
from load_row
group by site
union all
select 'date' as field, date as text
from load_row
group by date
union all
select 'weight' as field, weight as text
from load_row
where weight is not null
group by weight
union all
select 'channel' as field, channel as text
from load_row
group by channel
