-- Observations drawn from reviews, for the indicators that say so (`derived_from`), by month of publication. The
-- median of delays is drawn from `reply_delay`: its sums tell how many there are. `reviews.answered` leaves out the
-- opinions that are not due yet, neither numerator nor base: those published less than 30 days before the last
-- publication that the data know. `reviews.within_announced` does the same with the delay that is announced to the
-- authors, and leaves out the replies without a day: nobody knows whether they kept it.
select
    i.indicator_id,
    r.site_id,
    r.month,
    case
        when i.derived_from = 'reviews.answered'
        then sum(case when r.due then 1 else 0 end)
        when i.derived_from = 'reviews.within_announced'
        then sum(case when r.promised then 1 else 0 end)
        when i.derived_from = 'reviews.positive'
        then count(r.feeling)
        when i.derived_from = 'reviews.useful'
        then count(r.useful)
        else count(r.delay)
    end as n,
    case
        when i.derived_from = 'reviews.answered'
        then sum(case when r.due and r.answered then 1 else 0 end)
        when i.derived_from = 'reviews.within_announced'
        then sum(case when r.promised and r.delay <= r.reply_days then 1 else 0 end)
        when i.derived_from = 'reviews.positive'
        then sum(case when r.feeling = 1 then 1 else 0 end)
        when i.derived_from = 'reviews.useful'
        then sum(case when r.useful > 0 then 1 else 0 end)
        else sum(r.delay)
    end as numerator,
    case
        when i.derived_from = 'reviews.positive' then sum(case when r.feeling = -1 then 1 else 0 end)
    end as unfavourable,
    max(r.load_id) as load_id
from
    (
        select
            v.site_id,
            v.month,
            v.feeling,
            v.useful,
            v.answered,
            v.load_id,
            cast(v.delay as double) as delay,
            datediff('day', v.known_on, latest.known_on) >= 30 as due,
            promise.reply_days,
            datediff('day', v.known_on, latest.known_on) >= promise.reply_days
            and not (v.answered and v.replied_on is null) as promised
        from review as v
        cross join (select max(known_on) as known_on from review) as latest
        cross join reference_promise as promise
        where v.counted and v.month is not null
    ) as r
cross join indicator as i
where
    i.derived_from
    in ('reviews.answered', 'reviews.within_announced', 'reviews.positive', 'reviews.useful', 'reviews.reply_delay')
group by i.indicator_id, i.derived_from, r.site_id, r.month
having
    case
        when i.derived_from = 'reviews.answered'
        then sum(case when r.due then 1 else 0 end)
        when i.derived_from = 'reviews.within_announced'
        then sum(case when r.promised then 1 else 0 end)
        when i.derived_from = 'reviews.positive'
        then count(r.feeling)
        when i.derived_from = 'reviews.useful'
        then count(r.useful)
        else count(r.delay)
    end
    > 0
