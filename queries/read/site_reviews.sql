-- What users wrote of a site over some months, the most recent first.
--
-- param site VARCHAR  code
-- param start DATE  first month included
-- param stop DATE  first month excluded
--
-- column code VARCHAR  code of the review
-- column known_on DATE  day of publication, or of writing
-- column feeling SMALLINT  −1 negative, 0 neutral, 1 positive, or NULL
-- column title VARCHAR  title
-- column text VARCHAR  what was written
-- column reply VARCHAR  answer of the administration, or NULL
-- column delay INTEGER  days from that day to the answer, or NULL
select r.code, r.known_on, r.feeling, r.title, r.text, r.reply, r.delay
from review as r
join site as s on s.site_id = r.site_id
where
    s.code = cast($site as varchar) and r.counted and r.month >= cast($start as date) and r.month < cast($stop as date)
order by r.known_on desc, r.code
