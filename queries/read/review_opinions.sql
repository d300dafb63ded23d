-- Some opinions by their numbers, the latest first. Nothing says who wrote, nor of which site: a service, a month.
--
-- param reviews INTEGER[]  numbers of the opinions
--
-- column review INTEGER  number of the opinion
-- column month DATE  month of publication
-- column service VARCHAR  label of the service
-- column feeling SMALLINT  1, 0 or -1; 2 when the author gave none
-- column topics BIGINT  themes as bits, in the order of the vocabulary
-- column title VARCHAR  title, or NULL
-- column text VARCHAR  what the author wrote
-- column reply VARCHAR  what the administration answered, or NULL
-- column replied_on DATE  day of that answer, or NULL
select d.review, d.month, v.label as service, d.feeling, d.topics, r.title, r.text, r.reply, r.replied_on
from review_document as d
join review as r on r.rowid = d.place
join site as s on s.site_id = d.site_id
left join service as v on v.code = s.service
where d.review in (select unnest(cast($reviews as integer[]))) and d.readable
order by d.review desc
