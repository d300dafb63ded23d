-- The answers that a later load gives again: same survey, respondent, question and month. Respondents are compared
-- only where two loads speak of the same survey, question and month. Without a respondent, the later load replaces
-- the whole month of the site.
select distinct load_id, file, line, indicator
from
    (
        select
            a.load_id,
            a.file,
            a.line,
            a.indicator,
            max(a.load_id) over (
                partition by
                    coalesce(a.survey, ''),
                    a.indicator,
                    date_trunc('month', a.answered_on),
                    a.respondent,
                    case when a.respondent is null then a.site end
            ) as last_load
        from staged_answers as a
        join
            (
                select coalesce(survey, '') as survey, indicator, date_trunc('month', answered_on) as month
                from staged_answers
                group by coalesce(survey, ''), indicator, date_trunc('month', answered_on)
                having min(load_id) < max(load_id)
            ) as contested
            on contested.survey = coalesce(a.survey, '')
            and contested.indicator = a.indicator
            and contested.month = date_trunc('month', a.answered_on)
    ) as placed
where load_id < last_load
