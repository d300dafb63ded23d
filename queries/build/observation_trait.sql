-- What the observations of an indicator hold: which of the queries of a read have something to answer, and from when
-- to when.
select
    indicator_id,
    max(case when pooled then 1 else 0 end) = 1 as has_pooled,
    max(case when pooled and (graded or w is not null) then 1 else 0 end) = 1 as has_answers,
    max(case when not pooled then 1 else 0 end) = 1 as has_latest,
    max(case when not pooled and graded then 1 else 0 end) = 1 as has_latest_grades,
    min(month) as first_month,
    max(month) as last_month,
    min(case when figure then month end) as first_figure,
    max(case when figure then month end) as last_figure,
    count(*) as n_observations
from
    (
        select
            indicator_id,
            month,
            pooled,
            w,
            coalesce(g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10) is not null as graded,
            numerator is not null or value is not null as figure
        from observation
    ) as o
group by indicator_id
order by indicator_id
