-- The months for which a site gave a figure, by indicator. A row over several months counts in each month it covers.
-- Territories are left aside.
select o.indicator_id, o.site_id, o.month
from
    (
        select indicator_id, site_id, month
        from observation
        where months = 1 and (numerator is not null or value is not null)
        union
        select o.indicator_id, o.site_id, cast(o.month - to_months(cast(k.step as integer)) as date) as month
        from observation as o
        join range(12) as k(step) on k.step < o.months
        where o.months > 1 and (o.numerator is not null or o.value is not null)
    ) as o
join site as s on s.site_id = o.site_id
where s.level = 'site'
order by o.month, o.site_id, o.indicator_id
