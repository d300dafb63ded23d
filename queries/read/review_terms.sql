-- The most frequent writing of some terms.
--
-- param terms INTEGER[]  numbers of the terms
--
-- column term INTEGER  number of the term
-- column word VARCHAR  its most frequent writing
select term, arg_max(word, (n, word)) as word
from review_word
where list_contains(cast($terms as integer[]), term)
group by term
order by term
