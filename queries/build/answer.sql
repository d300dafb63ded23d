-- The answers that count, one row a respondent and question; those of a merged site before the merger belong to its
-- successor.
select
    c.indicator_id,
    s.site_id,
    cast(date_trunc('month', a.answered_on) as date) as month,
    a.answered_on,
    a.survey,
    a.respondent,
    case when a.excluded is null then a.grade end as grade,
    a.excluded,
    a.weight,
    a.channel,
    a.load_id,
    a.file,
    a.line
from staged_answers as a
left join indicator_code as c on c.code = a.indicator
left join reference_heir as h on h.site = a.site and cast(date_trunc('month', a.answered_on) as date) < h.before
left join site as s on s.code = coalesce(h.heir, a.site)
left join
    answer_superseded as old
    on old.load_id = a.load_id
    and old.file = a.file
    and old.line = a.line
    and old.indicator = a.indicator
where old.load_id is null
order by month, s.site_id, c.indicator_id
