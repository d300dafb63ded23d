-- The figures that a later load changed: what was published before and what replaced it. An identical
-- second delivery is no restatement.
--
-- param indicators VARCHAR[]  codes; NULL: every indicator
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param services VARCHAR[]  codes; NULL: every service
-- param site_types VARCHAR[]  codes; NULL: every type
-- param regions VARCHAR[]  INSEE codes; NULL: every region
-- param departments VARCHAR[]  INSEE codes; NULL: every department
-- param sites VARCHAR[]  codes; NULL: every site
--
-- column indicator VARCHAR  code
-- column site VARCHAR  code
-- column month DATE  last month covered
-- column months SMALLINT  length of the period
-- column grade SMALLINT  grade of a distribution, or NULL
-- column old_value DOUBLE  as given by the earlier load
-- column old_numerator DOUBLE  as given by the earlier load
-- column old_denominator DOUBLE  as given by the earlier load
-- column old_n BIGINT  as given by the earlier load
-- column old_load INTEGER  the earlier load
-- column new_value DOUBLE  as given by the later load
-- column new_numerator DOUBLE  as given by the later load
-- column new_denominator DOUBLE  as given by the later load
-- column new_n BIGINT  as given by the later load
-- column new_load INTEGER  the later load
-- column contributors BIGINT  fewest operators behind either, when a source says so
-- column first_share DOUBLE  largest share of one of them in either, in %
select
    i.code as indicator,
    s.code as site,
    old.month,
    old.months,
    old.grade,
    old.value as old_value,
    old.numerator as old_numerator,
    old.denominator as old_denominator,
    old.n as old_n,
    old.load_id as old_load,
    new.value as new_value,
    new.numerator as new_numerator,
    new.denominator as new_denominator,
    new.n as new_n,
    old.superseded_by as new_load,
    least(nullif(old.contributors, 0), nullif(new.contributors, 0)) as contributors,
    greatest(old.first_share, new.first_share) as first_share
from measure as old
left join
    measure as new
    on new.load_id = old.superseded_by
    and new.indicator_id = old.indicator_id
    and new.site_id = old.site_id
    and new.month = old.month
    and new.months = old.months
    and coalesce(new.grade, -1) = coalesce(old.grade, -1)
    and (new.superseded_by is null or new.superseded_by <> new.load_id)
join indicator as i on i.indicator_id = old.indicator_id
join site as s on s.site_id = old.site_id
where
    old.superseded_by is not null
    and old.month >= cast($start as date)
    and old.month < cast($stop as date)
    and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
    and (
        old.value is distinct from new.value
        or old.numerator is distinct from new.numerator
        or old.denominator is distinct from new.denominator
        or old.n is distinct from new.n
        or old.word is distinct from new.word
    )
order by i.code, s.code, old.month, old.months, old.grade, old.load_id, old.line
