-- The texts of the rows that are staged, in the order of the files.
--
-- column survey VARCHAR  code of the survey
-- column respondent VARCHAR  who wrote
-- column site VARCHAR  code of the site
-- column answered_on DATE  the day
-- column file VARCHAR  name of the file
-- column line BIGINT  line of the file
-- column text VARCHAR  the text as it is written
select staged.survey, staged.respondent, staged.site, staged.answered_on, staged.file, staged.line, written.text
from load_staged as staged
join load_comment as written on written.file = staged.file and written.line = staged.line
join load_file as origin on origin.file = staged.file
order by origin.rank, staged.line
