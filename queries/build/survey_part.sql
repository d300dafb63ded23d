-- Each survey by site, then by channel: what its calendar expects and how many people answered (`n`, not protected:
-- `analyses.survey_field` decides what is shown). What concerned a merged site belongs to its successor.
select
    survey,
    site_id,
    max(channel) as channel,
    cast(sum(served) as bigint) as served,
    cast(sum(offered) as bigint) as offered,
    cast(sum(target) as bigint) as target,
    cast(coalesce(sum(n), 0) as bigint) as n
from
    (
        select w.survey, s.site_id, w.channel, w.served, w.offered, w.target, 0 as n
        from (select *, max(load_id) over (partition by survey) as last_load from staged_survey_waves) as w
        left join reference_heir as h on h.site = w.site and cast(date_trunc('month', w.opens_on) as date) < h.before
        left join site as s on s.code = coalesce(h.heir, w.site)
        where w.load_id = w.last_load and (s.site_id is not null or w.channel is not null)
        union all
        select survey, site_id, label as channel, null as served, null as offered, null as target, n
        from respondent_count
        where site_id is not null or channel is not null
    ) as p
group by survey, site_id, lower(channel)
order by survey, site_id, lower(channel)
