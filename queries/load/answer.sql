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
    survey,
    respondent,
    site,
    answered_on,
    indicator,
    grade,
    excluded,
    weight,
    nullif(channel, '') as channel,
    file,
    line
from load_judged
where
    not ignored
    and question_reason is null
    and site_reason is null
    and survey_reason is null
    and respondent_reason is null
    and date_reason is null
    and answer_reason is null
    and weight_reason is null
