-- The people who answered a survey in a month: in all, by site, then by channel, as respondent_part says. A person who
-- answered of two sites that have merged since is counted twice in their successor.
select p.survey, p.month, s.site_id, p.channel, p.label, p.site is null and p.channel is null as whole, p.n
from
    (
        select p.*
        from stored_respondent_part as p
        left join recounted_month as r on r.survey = p.survey and r.month is not distinct from p.month
        where r.survey is null
        union all
        select *
        from respondent_part
    ) as p
left join reference_heir as h on h.site = p.site and p.month < h.before
left join site as s on s.code = coalesce(h.heir, p.site)
