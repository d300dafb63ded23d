-- The rows that a rule refuses, in the order of the files, with the cell and the first rule that refuses it: the rules
-- come in the order of dashboard.sources.survey.
--
-- column rank INTEGER  rank of the file
-- column line BIGINT  line of the file
-- column field VARCHAR  field of the cell
-- column text VARCHAR  the cell as it is written; null for a weight that is a number
-- column number DOUBLE  that number
-- column reason VARCHAR  why, in words; a code for a respondent or a weight that is a number
select
    rank,
    line,
    field,
    case
        field
        when 'question'
        then question
        when 'site'
        then site
        when 'survey'
        then survey
        when 'respondent'
        then respondent
        when 'date'
        then date
        when 'answer'
        then answer
        else weight
    end as text,
    case when field = 'weight' then weight_number end as number,
    reason
from
    (
        select
            r.rank,
            r.line,
            r.question,
            r.site,
            r.survey,
            r.respondent,
            r.date,
            r.answer,
            r.weight,
            r.weight_number,
            case
                when answer.question_reason is not null
                then 'question'
                when site.reason is not null
                then 'site'
                when survey.reason is not null
                then 'survey'
                when r.respondent = ''
                then 'respondent'
                when day.reason is not null
                then 'date'
                when answer.answer_reason is not null
                then 'answer'
                else 'weight'
            end as field,
            coalesce(
                answer.question_reason,
                site.reason,
                survey.reason,
                case when r.respondent = '' then 'no_respondent' end,
                day.reason,
                answer.answer_reason,
                weight.reason,
                case
                    when r.weighted and not coalesce(isfinite(r.weight_number), false)
                    then 'no_weight'
                    when r.weighted and r.weight_number < 0
                    then 'negative_weight'
                end
            ) as reason
        from load_row as r
        join named_survey as survey on survey.text = r.survey
        join named_site as site on site.text = r.site
        join named_date as day on day.text = r.date
        join named_answer as answer on answer.question = r.question and answer.answer = r.answer
        left join named_weight as weight on weight.text = r.weight
        where not answer.ignored
    ) as told
where reason is not null
order by rank, line
