-- The weight of each grade over a scope, for the indicators drawn from weighted answers: one row an indicator. Beside a
-- site that has weights, a site without any counts each answer for 1.
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
-- column w0 DOUBLE  weight of the answers of grade 0; NULL: nobody
-- column w1 DOUBLE  weight of the answers of grade 1; NULL: nobody
-- column w2 DOUBLE  weight of the answers of grade 2; NULL: nobody
-- column w3 DOUBLE  weight of the answers of grade 3; NULL: nobody
-- column w4 DOUBLE  weight of the answers of grade 4; NULL: nobody
-- column w5 DOUBLE  weight of the answers of grade 5; NULL: nobody
-- column w6 DOUBLE  weight of the answers of grade 6; NULL: nobody
-- column w7 DOUBLE  weight of the answers of grade 7; NULL: nobody
-- column w8 DOUBLE  weight of the answers of grade 8; NULL: nobody
-- column w9 DOUBLE  weight of the answers of grade 9; NULL: nobody
-- column w10 DOUBLE  weight of the answers of grade 10; NULL: nobody
select
    i.code as indicator,
    sum(coalesce(w.w0, o.g0)) as w0,
    sum(coalesce(w.w1, o.g1)) as w1,
    sum(coalesce(w.w2, o.g2)) as w2,
    sum(coalesce(w.w3, o.g3)) as w3,
    sum(coalesce(w.w4, o.g4)) as w4,
    sum(coalesce(w.w5, o.g5)) as w5,
    sum(coalesce(w.w6, o.g6)) as w6,
    sum(coalesce(w.w7, o.g7)) as w7,
    sum(coalesce(w.w8, o.g8)) as w8,
    sum(coalesce(w.w9, o.g9)) as w9,
    sum(coalesce(w.w10, o.g10)) as w10
from observation as o
join indicator as i on i.indicator_id = o.indicator_id
join site as s on s.site_id = o.site_id
left join grade_weight as w on w.indicator_id = o.indicator_id and w.site_id = o.site_id and w.month = o.month
where
    o.origin = 'answer'
    and s.level = 'site'
    and o.month >= cast($start as date)
    and o.month < cast($stop as date)
    and (cast($indicators as varchar[]) is null or list_contains(cast($indicators as varchar[]), i.code))
    and (cast($services as varchar[]) is null or list_contains(cast($services as varchar[]), s.service))
    and (cast($site_types as varchar[]) is null or list_contains(cast($site_types as varchar[]), s.site_type))
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), s.region))
    and (cast($departments as varchar[]) is null or list_contains(cast($departments as varchar[]), s.department))
    and (cast($sites as varchar[]) is null or list_contains(cast($sites as varchar[]), s.code))
group by i.code
having count(w.month) > 0
order by i.code
