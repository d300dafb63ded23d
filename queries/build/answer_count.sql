-- Every answer that counts, added up by question, site, month, survey, grade, load and file. The answers of a
-- merged site before the merger belong to its successor.
select
    c.indicator_id,
    s.site_id,
    a.month,
    a.survey,
    a.grade,
    a.load_id,
    a.file,
    a.indicator,
    a.site,
    a.n_rows,
    a.n_weighing,
    a.w,
    a.w_sq,
    a.weighted,
    a.first_line,
    a.last_line,
    a.first_day,
    a.last_day
from
    (
        select p.*
        from stored_answer_part as p
        left join recounted_month as r on r.survey = coalesce(p.survey, '') and r.month is not distinct from p.month
        where r.survey is null
        union all
        select *
        from answer_part
    ) as a
left join indicator_code as c on c.code = a.indicator
left join reference_heir as h on h.site = a.site and a.month < h.before
left join site as s on s.code = coalesce(h.heir, a.site)
