-- Every row of the files with what its cells stand for, and the first rule that refuses it, in the order of
-- dashboard.sources.survey. A view: answer.sql reads the rows that are kept, refused.sql the others.
select
    r.rank,
    r.file,
    r.line,
    survey.value as survey,
    r.respondent,
    site.value as site,
    day.value as answered_on,
    answer.value as indicator,
    answer.grade,
    answer.excluded,
    case when r.weight is null then r.weight_number else weight.value end as weight,
    channel.value as channel,
    r.question as question_text,
    r.site as site_text,
    r.survey as survey_text,
    r.date as date_text,
    r.answer as answer_text,
    r.weight as weight_text,
    r.weight_number,
    answer.ignored,
    answer.question_reason,
    site.reason as site_reason,
    survey.reason as survey_reason,
    case when r.respondent = '' then getvariable('no_respondent') end as respondent_reason,
    day.reason as date_reason,
    answer.answer_reason,
    case
        when r.weight is not null
        then weight.reason
        when r.weighted and not coalesce(isfinite(r.weight_number), false)
        then getvariable('no_weight')
        when r.weighted and r.weight_number < 0
        then getvariable('negative_weight')
    end as weight_reason
from load_row as r
join named_survey as survey on survey.text = r.survey
join named_site as site on site.text = r.site
join named_date as day on day.text = r.date
join named_channel as channel on channel.text = r.channel
join named_answer as answer on answer.question = r.question and answer.answer = r.answer
left join named_weight as weight on weight.text = r.weight
