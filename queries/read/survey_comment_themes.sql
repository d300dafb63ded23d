-- How many people speak of each theme in what they wrote in a survey.
--
-- param survey VARCHAR  code
--
-- column theme INTEGER  place in the vocabulary
-- column n BIGINT  people, not protected
select t.theme, count(distinct c.respondent) as n
from survey_comment as c
join survey_comment_theme as t on t.comment = c.comment
where c.survey = cast($survey as varchar)
group by t.theme
order by n desc, t.theme
