-- What surveys asked, in the order of their codes.
--
-- param surveys VARCHAR[]  codes; NULL: every survey
--
-- column survey VARCHAR  code
-- column indicator VARCHAR  code of the question
-- column first_month DATE  first month with an answer to the survey
-- column last_month DATE  last month with an answer to the survey
-- column n BIGINT  valid answers, not protected
-- column alone BOOLEAN  nothing else gives that figure over these months
select q.survey, i.code as indicator, q.first_month, q.last_month, q.n, q.alone
from survey_question as q
join indicator as i on i.indicator_id = q.indicator_id
where cast($surveys as varchar[]) is null or list_contains(cast($surveys as varchar[]), q.survey)
order by q.survey, i.code
