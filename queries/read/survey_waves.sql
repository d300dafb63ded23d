-- Every survey, by its calendar or by its answers alone; the last opened first.
--
-- column code VARCHAR  that of the answers
-- column title VARCHAR  NULL: no calendar describes it
-- column series VARCHAR  shared by the waves of one survey; NULL: not said
-- column wave VARCHAR  label of the wave; NULL: not said
-- column opens_on DATE  NULL: not described
-- column closes_on DATE  last day; NULL: not described, or no end is planned
-- column channels VARCHAR  how answers are collected; NULL: not said
-- column population VARCHAR  who is asked; NULL: not said
-- column link VARCHAR  address of the questionnaire; NULL: not said
-- column method VARCHAR  note of method; NULL: not said
-- column served BIGINT  people served; NULL: not known
-- column offered BIGINT  people to whom it was offered; NULL: not known
-- column target BIGINT  answers expected; NULL: not known
-- column n BIGINT  people who answered, not protected
-- column first_answer DATE  day of the first answer; NULL: none
-- column last_answer DATE  day of the last answer; NULL: none
select
    code,
    title,
    series,
    wave,
    opens_on,
    closes_on,
    channels,
    population,
    link,
    method,
    served,
    offered,
    target,
    n,
    first_answer,
    last_answer
from survey_wave
order by coalesce(opens_on, first_answer) desc nulls last, code
