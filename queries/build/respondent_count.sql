-- The people who answered a survey: by site, by channel, then in all, as respondent_part says. Those of a merged site
-- before the merger belong to its successor; a person who answered of both is counted twice there.
select p.survey, s.site_id, p.channel, p.label, p.site is null and p.channel is null as whole, p.n
from
    (
        select p.*
        from stored_respondent_part as p
        left join recounted_survey as r on r.survey = p.survey
        where r.survey is null
        union all
        select *
        from respondent_part
    ) as p
left join reference_heir as h on h.site = p.site and p.month < h.before
left join site as s on s.code = coalesce(h.heir, p.site)
