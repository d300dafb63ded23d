-- The months that end a figure, by indicator, service and level, and the longest period that such a figure covers: what
-- tells a whole period from an unfinished one, without a look at every site. The rows are those that are read month by
-- month: all that are added, and the last one of a month among the others.
select o.indicator_id, s.service, s.level, o.month, max(o.months) as months
from observation as o
join site as s on s.site_id = o.site_id
where
    (o.numerator is not null or o.value is not null)
    and (
        o.pooled
        or (
            (o.next_month is null or o.next_month > o.month)
            and (o.previous_month is null or o.previous_month < o.month)
        )
    )
group by o.indicator_id, s.service, s.level, o.month
order by o.month, o.indicator_id, s.level, s.service
