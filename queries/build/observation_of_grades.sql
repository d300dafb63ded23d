-- Observations drawn from answers, and from measures that give a distribution: both are counts of grades. Answers
-- are counted by grade first (plain grouped aggregation, whatever their number); everything else follows from the
-- scale. y is what an answer is worth: its score (mean), 1 − 1 (net, NPS), favourable or not (share,
-- distribution). An answer of weight 0 counts for nothing: it is in no base.
select
    c.indicator_id,
    c.site_id,
    c.month,
    c.months,
    c.origin,
    sum(case when g.grade is not null then c.n else 0 end) as n,
    case
        when i.kind = 'mean'
        then coalesce(sum(c.n * g.score), 0)
        when i.kind = 'count'
        then sum(case when g.grade is not null then c.n else 0 end)
        else sum(case when g.favourable then c.n else 0 end)
    end as numerator,
    case
        when i.kind = 'mean'
        then sum(case when g.score is not null then c.n else 0 end)
        when i.kind <> 'count'
        then sum(case when g.grade is not null then c.n else 0 end)
    end as denominator,
    case
        when i.kind not in ('mean', 'count') then sum(case when g.unfavourable then c.n else 0 end)
    end as unfavourable,
    case when i.kind = 'mean' then coalesce(sum(c.n * g.score * g.score), 0) end as total_sq,
    case when max(c.weighted) = 1 then sum(case when g.y is not null then c.w end) end as w,
    case when max(c.weighted) = 1 then sum(case when g.y is not null then c.w_sq end) end as w_sq,
    case when max(c.weighted) = 1 then sum(c.w * g.y) end as w_num,
    case when max(c.weighted) = 1 then sum(c.w_sq * g.y) end as w_sq_num,
    case when max(c.weighted) = 1 then sum(c.w_sq * g.y * g.y) end as w_sq_num_sq,
    sum(case when g.grade = 0 then c.n end) as g0,
    sum(case when g.grade = 1 then c.n end) as g1,
    sum(case when g.grade = 2 then c.n end) as g2,
    sum(case when g.grade = 3 then c.n end) as g3,
    sum(case when g.grade = 4 then c.n end) as g4,
    sum(case when g.grade = 5 then c.n end) as g5,
    sum(case when g.grade = 6 then c.n end) as g6,
    sum(case when g.grade = 7 then c.n end) as g7,
    sum(case when g.grade = 8 then c.n end) as g8,
    sum(case when g.grade = 9 then c.n end) as g9,
    sum(case when g.grade = 10 then c.n end) as g10,
    sum(c.n_excluded) as n_excluded,
    max(c.load_id) as load_id
from
    (
        select
            indicator_id,
            site_id,
            month,
            1 as months,
            'answer' as origin,
            grade,
            cast(sum(case when grade is not null then n_weighing else 0 end) as bigint) as n,
            cast(sum(case when grade is null then n_rows else 0 end) as bigint) as n_excluded,
            sum(w) as w,
            sum(w_sq) as w_sq,
            max(weighted) as weighted,
            max(load_id) as load_id
        from answer_count
        where indicator_id is not null and site_id is not null
        group by indicator_id, site_id, month, grade
        union all
        select
            indicator_id,
            site_id,
            month,
            months,
            'measure' as origin,
            grade,
            n,
            0 as n_excluded,
            cast(n as double) as w,
            cast(n as double) as w_sq,
            0 as weighted,
            load_id
        from measure
        where grade is not null and superseded_by is null and indicator_id is not null and site_id is not null
    ) as c
join indicator as i on i.indicator_id = c.indicator_id
left join
    (
        select
            g.*,
            case
                when k.kind = 'mean'
                then g.score
                when k.kind in ('net', 'nps')
                then cast(case when g.favourable then 1 when g.unfavourable then -1 else 0 end as double)
                else cast(case when g.favourable then 1 else 0 end as double)
            end as y
        from indicator_grade as g
        join indicator as k on k.indicator_id = g.indicator_id
    ) as g
    on g.indicator_id = c.indicator_id
    and g.grade = c.grade
where i.kind <> 'quantile'
group by c.indicator_id, c.site_id, c.month, c.months, c.origin, i.kind
having max(g.grade) is not null or sum(c.n_excluded) > 0
