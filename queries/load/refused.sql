-- The rows that a rule refuses, in the order of the files, with the cell that it refuses.
--
-- column rank INTEGER  rank of the file
-- column line BIGINT  line of the file
-- column field VARCHAR  field of the cell
-- column text VARCHAR  the cell as it is written; null for a weight that is a number
-- column number DOUBLE  that number
-- column reason VARCHAR  the rule
select
    rank,
    line,
    field,
    case field
        when 'question'
        then question_text
        when 'site'
        then site_text
        when 'survey'
        then survey_text
        when 'respondent'
        then respondent
        when 'date'
        then date_text
        when 'answer'
        then answer_text
        else weight_text
    end as text,
    case when field = 'weight' then weight_number end as number,
    reason
from
    (
        select
            *,
            case
                when question_reason is not null
                then 'question'
                when site_reason is not null
                then 'site'
                when survey_reason is not null
                then 'survey'
                when respondent_reason is not null
                then 'respondent'
                when date_reason is not null
                then 'date'
                when answer_reason is not null
                then 'answer'
                when weight_reason is not null
                then 'weight'
            end as field,
            coalesce(
                question_reason,
                site_reason,
                survey_reason,
                respondent_reason,
                date_reason,
                answer_reason,
                weight_reason
            ) as reason
        from load_judged
        where not ignored
    ) as told
where reason is not null
order by rank, line
