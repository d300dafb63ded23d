-- The catalogue as published, with what the data hold of each indicator.
--
-- column code VARCHAR  code
-- column name VARCHAR  label for everyone
-- column technical_label VARCHAR  label for specialists
-- column commitment INTEGER  number of the engagement, or NULL
-- column nature VARCHAR  perceived or delivered
-- column kind VARCHAR  share, mean, quantile, count, nps, net, distribution
-- column unit VARCHAR  unit of the values
-- column direction VARCHAR  higher, lower or neutral
-- column decimals INTEGER  digits after the comma
-- column base VARCHAR  what its base counts: people or objects
-- column accumulation VARCHAR  flow or stock
-- column headline BOOLEAN  shown first
-- column derived_from VARCHAR  the fact that feeds it, or NULL
-- column lower_bound DOUBLE  smallest possible value, or NULL
-- column upper_bound DOUBLE  largest possible value, or NULL
-- column minimum_n INTEGER  base below which no verdict is given
-- column material_gap DOUBLE  smallest gap that matters
-- column source VARCHAR  where it comes from
-- column rule VARCHAR  how it is computed
-- column why VARCHAR  why it is measured
-- column service VARCHAR  the service that declares it, for an indicator that a load describes
-- column origin VARCHAR  catalogue or load
-- column first_month DATE  first month observed
-- column last_month DATE  last month observed
-- column n_observations BIGINT  observations, whatever the level
select
    i.code,
    i.label as name,
    i.technical_label,
    i.commitment,
    i.nature,
    i.kind,
    i.unit,
    i.direction,
    i.decimals,
    i.base,
    i.accumulation,
    i.headline,
    i.derived_from,
    i.lower_bound,
    i.upper_bound,
    i.minimum_n,
    i.material_gap,
    i.source,
    i.rule,
    i.why,
    i.service,
    i.origin,
    o.first_month,
    o.last_month,
    coalesce(o.n_observations, 0) as n_observations
from indicator as i
left join observation_trait as o on o.indicator_id = i.indicator_id
order by i.code
