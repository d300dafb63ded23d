-- The months from which a definition is another one, for everyone or for one service.
select i.indicator_id, b.month, b.label, coalesce(b.service, '') as service
from reference_break as b
join indicator as i on i.code = b.indicator
order by i.indicator_id, b.month, coalesce(b.service, '')
