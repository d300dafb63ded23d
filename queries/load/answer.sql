-- The rows that no rule refuses, those of canonical.ANSWERS, in any order. Repeated keys are still there.
--
-- column survey VARCHAR  code of the survey
-- column respondent VARCHAR  who answers
-- column site VARCHAR  code of the site
-- column answered_on DATE  the day
-- column indicator VARCHAR  the question
-- column grade SMALLINT  place in the scale; null out of the base
-- column excluded VARCHAR  why it is out of the base
-- column weight DOUBLE  weight of the person
-- column channel VARCHAR  channel
-- column file VARCHAR  name of the file
-- column line BIGINT  line of the file
select
    survey.value as survey,
    r.respondent,
    site.value as site,
    day.value as answered_on,
    answer.value as indicator,
    answer.grade,
    answer.excluded,
    case when r.weight is null then r.weight_number else weight.value end as weight,
    nullif(channel.value, '') as channel,
    r.file,
    r.line
from load_row as r
join (select text, value from named_survey where reason is null) as survey on survey.text = r.survey
join (select text, value from named_site where reason is null) as site on site.text = r.site
join (select text, value from named_date where reason is null) as day on day.text = r.date
join named_channel as channel on channel.text = r.channel
join
    (
        select question, answer, value, grade, excluded
        from named_answer
        where question_reason is null and answer_reason is null and not ignored
    ) as answer
    on answer.question = r.question
    and answer.answer = r.answer
left join named_weight as weight on weight.text = r.weight
where
    r.respondent <> ''
    and weight.reason is null
    and (not r.weighted or (isfinite(r.weight_number) and r.weight_number >= 0))
