-- In how many of some opinions each term is found, and in how many of others.
--
-- param selected INTEGER[]  numbers of the opinions
-- param others INTEGER[]  numbers of the opinions they are compared with
--
-- column term INTEGER  number of the term
-- column word VARCHAR  its most frequent writing
-- column n_selected BIGINT  opinions that hold it, of the first
-- column n_others BIGINT  opinions that hold it, of the others
select t.term, w.word, t.n_selected, t.n_others
from
    (
        select
            term,
            count(distinct case when chosen then review end) as n_selected,
            count(distinct case when not chosen then review end) as n_others
        from review_term
        join
            (
                select unnest(cast($selected as integer[])) as review, true as chosen
                union all
                select unnest(cast($others as integer[])) as review, false as chosen
            ) as asked using (review)
        group by term
    ) as t
join (select term, arg_max(word, (n, word)) as word from review_word group by term) as w on w.term = t.term
where t.n_selected > 0
order by t.term
