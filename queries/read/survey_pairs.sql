-- The answers to a survey, two questions at a time: what both were answered by the same person in the same month and
-- site adds up to, in groups of respondents drawn by their identifier. Their sum is the whole; what they differ by
-- tells how far chance goes. A question with itself is a pair. Answers without a respondent cannot be crossed.
--
-- param survey VARCHAR  code
-- param start DATE  first month included
-- param stop DATE  first month excluded
-- param indicators VARCHAR[]  codes of the questions
--
-- column first VARCHAR  code of a question
-- column second VARCHAR  code of another one, or of the same
-- column part BIGINT  the group, from 0
-- column one_in BIGINT  at least one respondent in so many was read
-- column n BIGINT  people who answered both, among those read, not protected
-- column w DOUBLE  Σw; a person without weight counts for 1, and one read for those that were not
-- column w_x DOUBLE  Σwx, x the grade of the first question
-- column w_y DOUBLE  Σwy, y that of the second
-- column w_xx DOUBLE  Σwx²
-- column w_xy DOUBLE  Σwxy
-- column w_yy DOUBLE  Σwy²
select
    x.code as first,
    y.code as second,
    cast(p.part as bigint) as part,
    cast(max(p.one_in) as bigint) as one_in,
    cast(sum(p.n) as bigint) as n,
    sum(p.w) as w,
    sum(p.w_x) as w_x,
    sum(p.w_y) as w_y,
    sum(p.w_xx) as w_xx,
    sum(p.w_xy) as w_xy,
    sum(p.w_yy) as w_yy
from survey_pair as p
join indicator as x on x.indicator_id = p.first_id
join indicator as y on y.indicator_id = p.second_id
where
    p.survey = cast($survey as varchar)
    and p.month >= cast($start as date)
    and p.month < cast($stop as date)
    and list_contains(cast($indicators as varchar[]), x.code)
    and list_contains(cast($indicators as varchar[]), y.code)
group by x.code, y.code, p.part
order by x.code, y.code, p.part
