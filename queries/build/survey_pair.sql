-- What two questions of a survey add up to over the people who answered both, as pair_part says.
select
    p.survey,
    p.month,
    a.indicator_id as first_id,
    b.indicator_id as second_id,
    p.part,
    p.one_in,
    p.n,
    p.w,
    p.w_x,
    p.w_y,
    p.w_xx,
    p.w_xy,
    p.w_yy
from
    (
        select p.*
        from stored_pair_part as p
        left join recounted_month as r on r.survey = p.survey and r.month = p.month
        where r.survey is null
        union all
        select *
        from pair_part
    ) as p
join indicator_code as a on a.code = p.first
join indicator_code as b on b.code = p.second
order by p.survey, p.month, a.indicator_id, b.indicator_id, p.part
