-- The months at which the waves of the surveys begin and stop, by indicator that they ask: figures that are read first.
--
-- column indicator_id INTEGER  key
-- column boundary DATE  first day of the month that opens a wave, or that follows its last one
select distinct a.indicator_id, cast(date_trunc('month', w.day) as date) as boundary
from
    (
        select code, opens_on as day
        from survey_wave
        where opens_on is not null
        union all
        select code, date_trunc('month', closes_on) + interval 1 month as day
        from survey_wave
        where closes_on is not null
    ) as w
join
    (select distinct survey, indicator_id from answer where survey is not null and indicator_id is not null) as a
    on a.survey = w.code
order by a.indicator_id, boundary
