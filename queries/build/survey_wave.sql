-- Every survey known, by its calendar or by its answers alone. The last load that describes a wave describes it whole.
-- `served`, `offered` and `target` are those of the wave, else the sum of its sites, else that of its channels.
select
    c.code,
    d.title,
    d.series,
    d.wave,
    d.opens_on,
    d.closes_on,
    d.channels,
    d.population,
    d.link,
    d.method,
    d.served,
    d.offered,
    d.target,
    coalesce(p.n, 0) as n,
    a.first_answer,
    a.last_answer,
    d.load_id
from
    (
        select survey as code
        from staged_survey_waves
        union
        select survey as code
        from answer_count
        where survey is not null and site_id is not null
    ) as c
left join
    (
        select
            survey,
            max(title) as title,
            max(series) as series,
            max(wave) as wave,
            max(opens_on) as opens_on,
            max(closes_on) as closes_on,
            max(channels) as channels,
            max(population) as population,
            max(link) as link,
            max(method) as method,
            cast(
                coalesce(
                    max(case when site is null and channel is null then served end),
                    sum(case when site is not null then served end),
                    sum(case when channel is not null then served end)
                ) as bigint
            ) as served,
            cast(
                coalesce(
                    max(case when site is null and channel is null then offered end),
                    sum(case when site is not null then offered end),
                    sum(case when channel is not null then offered end)
                ) as bigint
            ) as offered,
            cast(
                coalesce(
                    max(case when site is null and channel is null then target end),
                    sum(case when site is not null then target end),
                    sum(case when channel is not null then target end)
                ) as bigint
            ) as target,
            max(load_id) as load_id
        from (select *, max(load_id) over (partition by survey) as last_load from staged_survey_waves) as w
        where load_id = last_load
        group by survey
    ) as d
    on d.survey = c.code
left join
    (
        select survey, min(first_day) as first_answer, max(last_day) as last_answer
        from answer_count
        where survey is not null and site_id is not null
        group by survey
    ) as a
    on a.survey = c.code
left join
    (select survey, cast(sum(n) as bigint) as n from respondent_count where whole group by survey) as p
    on p.survey = c.code
order by c.code
