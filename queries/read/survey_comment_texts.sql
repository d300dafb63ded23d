-- Some texts of a survey on a theme, of different wordings, those of the usual length first: neither a word nor a page.
--
-- param survey VARCHAR  code
-- param theme INTEGER  place in the vocabulary
-- param max_rows INTEGER  texts
--
-- column text VARCHAR  as written, without personal data
select text
from
    (
        select text, abs(length(text) - median(length(text)) over ()) as distance
        from
            (
                select distinct c.text
                from survey_comment as c
                join survey_comment_theme as t on t.comment = c.comment
                where c.survey = cast($survey as varchar) and t.theme = cast($theme as integer)
            ) as written
    ) as measured
order by distance, text
limit cast($max_rows as integer)
