-- How many people wrote in their own words in a survey; no row when nobody did.
--
-- param survey VARCHAR  code
--
-- column n BIGINT  people, not protected
select count(distinct respondent) as n
from survey_comment
where survey = cast($survey as varchar)
group by survey
order by survey
