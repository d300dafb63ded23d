-- The weight of the answers of each grade, where answers carry weights: what draws a weighted distribution. `n` and the
-- weights are those of the observation of the same indicator, site and month; an answer without a weight counts for 1.
select
    indicator_id,
    site_id,
    month,
    sum(case when grade = 0 then w end) as w0,
    sum(case when grade = 1 then w end) as w1,
    sum(case when grade = 2 then w end) as w2,
    sum(case when grade = 3 then w end) as w3,
    sum(case when grade = 4 then w end) as w4,
    sum(case when grade = 5 then w end) as w5,
    sum(case when grade = 6 then w end) as w6,
    sum(case when grade = 7 then w end) as w7,
    sum(case when grade = 8 then w end) as w8,
    sum(case when grade = 9 then w end) as w9,
    sum(case when grade = 10 then w end) as w10
from answer_count
where indicator_id is not null and site_id is not null and grade is not null and n_weighing > 0
group by indicator_id, site_id, month
having max(weighted) = 1
order by month, site_id, indicator_id
