-- The months of a survey whose answers are counted again at each publication: several loads tell of them, so that one
-- may replace what another said. Everything else was counted once, load by load.
select coalesce(survey, '') as survey, month
from stored_answer_part
group by coalesce(survey, ''), month
having min(load_id) < max(load_id)
