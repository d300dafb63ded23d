-- How the people who answered a survey split over two of its questions: one row for each pair of answers, without one
-- where they did not answer or answered out of the scale. A person counts once for each month and site, as in
-- pair_part; an answer that a later load gives again is that of the later load. When the survey is crossed by channel,
-- the channel stands for the first answer.
with
    given as (
        select
            q.side,
            s.by_channel,
            cast(date_trunc('month', a.answered_on) as date) as month,
            a.site,
            a.respondent,
            case when a.excluded is null then a.grade end as grade,
            coalesce(a.weight, 1) as weight,
            lower(a.channel) as channel,
            a.load_id,
            max(a.load_id) over (
                partition by a.indicator, date_trunc('month', a.answered_on), a.respondent
            ) as last_load
        from staged_answers as a
        join asked_survey as s on s.survey = a.survey and a.answered_on >= s.start and a.answered_on < s.stop
        join asked_question as q on q.code = a.indicator
        where a.respondent is not null
    ),
    person as (
        select
            month,
            site,
            respondent,
            case
                when max(cast(by_channel as integer)) = 1
                then max(channel)
                else cast(max(case when side = 1 then grade end) as varchar)
            end as first,
            cast(max(case when side = 2 then grade end) as varchar) as second,
            max(weight) as weight
        from given
        where load_id = last_load
        group by month, site, respondent
    )
select first, second, count(*) as n, sum(weight) as w, sum(weight * weight) as w_2
from person
where weight > 0 and (first is not null or second is not null)
group by first, second
order by first, second
