-- The texts in which themes are looked for.
select comment, text from survey_comment order by comment
