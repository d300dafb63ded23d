-- The answers that count, of the months that are counted again.
select a.*
from staged_answers as a
join
    recounted_month as r
    on r.survey = coalesce(a.survey, '')
    and r.month is not distinct from cast(date_trunc('month', a.answered_on) as date)
left join
    answer_superseded as old
    on old.load_id = a.load_id
    and old.file = a.file
    and old.line = a.line
    and old.indicator = a.indicator
where old.load_id is null
