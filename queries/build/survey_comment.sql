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
            s.site_id,
            c.month,
            row_number() over (
                partition by c.survey, c.respondent, c.question order by c.load_id desc, c.file desc, c.line desc
            ) as place
        from (select *, cast(date_trunc('month', answered_on) as date) as month from staged_comments) as c
        left join reference_heir as h on h.site = c.site and c.month < h.before
        join site as s on s.code = coalesce(h.heir, c.site)
        left join recounted_month as r on r.survey = c.survey and r.month is not distinct from c.month
        left join
            (select distinct load_id, file, line from counted_answers) as a
            on a.load_id = c.load_id
            and a.file = c.file
            and a.line = c.line
        where r.survey is null or a.load_id is not null
    ) as given
where place = 1
order by survey, respondent, question
