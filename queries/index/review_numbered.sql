-- The opinions that enter the figures, numbered from 0 in the order of their publication. `place` is their row in
-- `review`: the file is never modified, hence neither are its rows. `readable`: a text that may be shown. `sampled`: of
-- those, at most fifty thousand at a regular step.
select
    review,
    place,
    month,
    site_id,
    feeling,
    readable,
    readable
    and (row_number() over (partition by readable order by review) - 1)
    % cast(ceil(count(*) over (partition by readable) / 50000) as bigint)
    = 0 as sampled
from
    (
        select
            cast(row_number() over (order by known_on, code) - 1 as integer) as review,
            rowid as place,
            month,
            site_id,
            coalesce(feeling, 2) as feeling,
            published_on is not null and trim(coalesce(text, '')) <> '' as readable
        from review
        where counted
    )
order by review
