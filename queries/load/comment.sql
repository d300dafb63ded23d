-- Some texts, in the order of the files, without those of the answers that say again what an earlier one says.
--
-- column rank INTEGER  rank of the file
-- column survey VARCHAR  code of the survey
-- column respondent VARCHAR  who wrote
-- column site VARCHAR  code of the site
-- column answered_on DATE  the day
-- column line BIGINT  line of the file
-- column text VARCHAR  the text as it is written
select written.rank, written.survey, written.respondent, written.site, written.answered_on, written.line, written.text
from load_comment as written
left join load_repeated as repeated on repeated.rank = written.rank and repeated.line = written.line
where repeated.line is null
order by written.rank, written.line
