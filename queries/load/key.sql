-- The key of each staged answer as a number: who answers what in which survey. One of `passes` shares of them.
--
-- param  passes UBIGINT  into how many shares they are cut
-- param  pass UBIGINT  the share, from 0
-- column key UBIGINT  the key
select hash(survey, respondent, indicator) as key
from load_staged
where hash(survey, respondent, indicator) % cast($passes as ubigint) = cast($pass as ubigint)
