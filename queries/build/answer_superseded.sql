-- The answers that a later load gives again: same survey, respondent, question and month. Without a respondent, the
-- later load replaces the whole month of the site.
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
            recounted_month as r
            on r.survey = coalesce(a.survey, '')
            and r.month is not distinct from cast(date_trunc('month', a.answered_on) as date)
    ) as placed
where load_id < last_load
