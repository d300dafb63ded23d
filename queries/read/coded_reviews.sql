-- What users wrote in the opinions that have these codes.
--
-- param codes VARCHAR[]  codes of the opinions
--
-- column code VARCHAR  code of the opinion
-- column site VARCHAR  code of the site under which it counts
-- column known_on DATE  day of publication, or of writing
-- column feeling SMALLINT  1, 0 or -1; NULL when the author gave none
-- column text VARCHAR  what the author wrote, or NULL
select r.code, s.code as site, r.known_on, r.feeling, r.text
from review as r
join site as s on s.site_id = r.site_id
where r.counted and list_contains(cast($codes as varchar[]), r.code)
order by r.known_on desc, r.code
