-- Every code under which a file may name an indicator: its own and its aliases elsewhere.
select code, code as indicator, indicator_id, kind, accumulation
from indicator
union all
select a.alias as code, i.code as indicator, i.indicator_id, i.kind, i.accumulation
from reference_alias as a
join indicator as i on i.code = a.code
left join indicator as own on own.code = a.alias
where own.code is null
order by code
