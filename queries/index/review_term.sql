-- The inverted index: where each stem is found. Sorted by term, so that the bounds of the row groups skip the others.
select w.term, t.review, cast(t.position as integer) as position
from review_token as t
join review_word as w on w.word = t.word
order by w.term, t.review, t.position
