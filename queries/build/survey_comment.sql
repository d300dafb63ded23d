-- What people wrote in their own words, one row a person and question, with the site of their answers. A text stays as
-- long as an answer of its line counts: a line loaded again takes its text along, even when it has none any more.
select
    cast(row_number() over (order by survey, respondent, question) as integer) as comment,
    survey,
    respondent,
    question,
    text,
    site_id,
    month,
    load_id,
    file,
    line
from
    (
        select
            c.survey,
            c.respondent,
            c.question,
            c.text,
            c.load_id,
            c.file,
            c.line,
            min(a.site_id) as site_id,
            min(a.month) as month,
            row_number() over (
                partition by c.survey, c.respondent, c.question order by c.load_id desc, c.file desc, c.line desc
            ) as place
        from staged_comments as c
        join
            answer as a
            on a.survey = c.survey
            and a.respondent = c.respondent
            and a.load_id = c.load_id
            and a.file = c.file
            and a.line = c.line
        where a.site_id is not null
        group by c.survey, c.respondent, c.question, c.text, c.load_id, c.file, c.line
    ) as given
where place = 1
order by survey, respondent, question
