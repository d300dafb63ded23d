-- The figures that sites deliver by measure files, and how long each keeps its indicator up to date. Answers and
-- opinions come when people write them: they are no delivery. Territories are left aside.
-- `due_month` is the first month for which another figure is missed: a whole period of the same length has ended.
-- `next_month` and `next_first` are the last and first months of the figure that follows in the series.
select
    o.indicator_id,
    o.site_id,
    o.month,
    cast(o.month + to_months(cast(o.months as integer)) as date) as due_month,
    lead(o.month) over (partition by o.indicator_id, o.site_id order by o.month, o.months desc) as next_month,
    lead(o.first_month) over (partition by o.indicator_id, o.site_id order by o.month, o.months desc) as next_first
from observation as o
join site as s on s.site_id = o.site_id
where s.level = 'site' and o.origin = 'measure' and (o.numerator is not null or o.value is not null)
order by o.month, o.site_id, o.indicator_id, o.months
