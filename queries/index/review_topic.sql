-- Which opinions hold an expression of a theme. `topic_word` lists the terms that may stand at each place of an
-- expression; one of several words is met where all its places are.
select distinct topic, review
from
    (
        select p.topic, t.review
        from review_term as t
        join topic_word as p on p.term = t.term
        where p.size = 1
        union all
        select topic, review
        from
            (
                select
                    p.topic,
                    p.expression,
                    p.size,
                    t.review,
                    t.position - p.place as start,
                    count(distinct p.place) as met
                from review_term as t
                join topic_word as p on p.term = t.term
                where p.size > 1
                group by p.topic, p.expression, p.size, t.review, t.position - p.place
            )
        where met = size
    )
