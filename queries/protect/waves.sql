-- The waves of the surveys that ask each indicator: figures that are read first.
--
-- column indicator_id INTEGER  key
-- column opens DATE  first day of the month that opens the wave
-- column closes DATE  first day of the month that follows its last one; NULL: not known
-- column leads BOOLEAN  nothing is more often answered in this wave
select
    q.indicator_id,
    cast(date_trunc('month', w.opens_on) as date) as opens,
    cast(date_trunc('month', w.closes_on) + interval 1 month as date) as closes,
    q.n = max(q.n) over (partition by q.survey) as leads
from survey_question as q
join survey_wave as w on w.code = q.survey
where w.opens_on is not null
order by q.indicator_id, opens, closes
