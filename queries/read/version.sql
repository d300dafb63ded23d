-- Which data this is.
--
-- column version INTEGER  number of the version
-- column built_at TIMESTAMP  when it was built (UTC)
-- column demo BOOLEAN  true when a load holds invented data
-- column last_load INTEGER  the last load it holds
-- column n_loads BIGINT  how many loads it holds
-- column first_month DATE  first month with an observation
-- column last_month DATE  last month with an observation
select
    v.version,
    v.built_at,
    v.demo,
    v.last_load,
    (select count(*) from load) as n_loads,
    (select min(first_month) from observation_trait) as first_month,
    (select max(last_month) from observation_trait) as last_month
from version_info as v
order by v.version
