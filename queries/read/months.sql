-- First and last month that hold an observation with a figure.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
--
-- column first_month DATE  NULL when there is none
-- column last_month DATE  NULL when there is none
-- column usual_month DATE  the last one of what is not counted from opinions, which arrive every day; else the last one
select
    min(t.first_figure) as first_month,
    max(t.last_figure) as last_month,
    coalesce(
        max(case when i.derived_from is null or i.derived_from not like 'reviews.%' then t.last_figure end),
        max(t.last_figure)
    ) as usual_month
from observation_trait as t
join indicator as i on i.indicator_id = t.indicator_id
where cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code)
