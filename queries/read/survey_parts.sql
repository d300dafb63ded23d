-- Some surveys by site, then by channel.
--
-- param surveys VARCHAR[]  codes; NULL: every survey
--
-- column survey VARCHAR  code
-- column site VARCHAR  code; NULL: the row counts a channel
-- column name VARCHAR  label of the site; NULL for a channel
-- column channel VARCHAR  NULL: the row counts a site
-- column served BIGINT  people served; NULL: not known
-- column offered BIGINT  people to whom it was offered; NULL: not known
-- column target BIGINT  answers expected; NULL: not known
-- column n BIGINT  people who answered, not protected
select p.survey, s.code as site, s.label as name, p.channel, p.served, p.offered, p.target, p.n
from survey_part as p
left join site as s on s.site_id = p.site_id
where cast($surveys as varchar[]) is null or list_contains(cast($surveys as varchar[]), p.survey)
order by
    p.survey,
    translate(lower(strip_accents(replace(replace(s.label, 'œ', 'oe'), 'Œ', 'oe'))), '-’''', '   '),
    s.code,
    p.channel
