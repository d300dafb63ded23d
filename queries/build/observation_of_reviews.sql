-- Observations drawn from reviews, for the indicators that say so (`derived_from`), by month of publication. The
-- delay is a median in days: it is a value, never averaged. An answer given before publication was not waited for:
-- 0 day.
select
    i.indicator_id,
    r.site_id,
    r.month,
    case
        when i.derived_from = 'reviews.answered'
        then count(*)
        when i.derived_from = 'reviews.positive'
        then count(r.feeling)
        when i.derived_from = 'reviews.useful'
        then count(r.useful)
        else count(r.delay)
    end as n,
    case
        when i.derived_from = 'reviews.answered'
        then sum(case when r.answered then 1 else 0 end)
        when i.derived_from = 'reviews.positive'
        then sum(case when r.feeling = 1 then 1 else 0 end)
        when i.derived_from = 'reviews.useful'
        then sum(case when r.useful > 0 then 1 else 0 end)
    end as numerator,
    case
        when i.derived_from = 'reviews.positive' then sum(case when r.feeling = -1 then 1 else 0 end)
    end as unfavourable,
    case when i.derived_from = 'reviews.reply_delay' then median(r.delay) end as value,
    max(r.load_id) as load_id
from
    (
        select
            site_id,
            month,
            feeling,
            useful,
            answered,
            load_id,
            case
                when replied_on is not null
                then cast(greatest(datediff('day', coalesce(published_on, written_on), replied_on), 0) as double)
            end as delay
        from review
        where counted and month is not null
    ) as r
cross join indicator as i
where i.derived_from in ('reviews.answered', 'reviews.positive', 'reviews.useful', 'reviews.reply_delay')
group by i.indicator_id, i.derived_from, r.site_id, r.month
having
    case
        when i.derived_from = 'reviews.answered'
        then count(*)
        when i.derived_from = 'reviews.positive'
        then count(r.feeling)
        when i.derived_from = 'reviews.useful'
        then count(r.useful)
        else count(r.delay)
    end
    > 0
