-- The themes of each text, by their place in the vocabulary.
select c.comment, f.theme
from survey_comment as c
join found as f on f.load_id = c.load_id and f.file = c.file and f.line = c.line and f.question = c.question
order by c.comment, f.theme
