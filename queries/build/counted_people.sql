-- Who gave the answers that count, in the surveys of which several loads tell.
select a.survey, a.respondent, a.site, a.channel, a.answered_on
from staged_answers as a
join recounted_survey as r on r.survey = a.survey
left join
    answer_superseded as old
    on old.load_id = a.load_id
    and old.file = a.file
    and old.line = a.line
    and old.indicator = a.indicator
where old.load_id is null
