-- What the observations of an indicator hold: which of the queries of a read have something to answer, and from when
-- to when.
select
    indicator_id,
    max(case when w is not null then 1 else 0 end) = 1 as has_weights,
    max(
        case when coalesce(g0, g1, g2, g3, g4, g5, g6, g7, g8, g9, g10) is not null then 1 else 0 end
    ) = 1 as has_grades,
    max(case when pooled then 1 else 0 end) = 1 as has_pooled,
    max(case when not pooled then 1 else 0 end) = 1 as has_latest,
    min(month) as first_month,
    max(month) as last_month,
    min(case when numerator is not null or value is not null then month end) as first_figure,
    max(case when numerator is not null or value is not null then month end) as last_figure,
    count(*) as n_observations
from observation
group by indicator_id
order by indicator_id
