-- Where some terms are found. In no order: whoever asks sorts what has to be.
--
-- param terms INTEGER[]  numbers of terms
--
-- column review INTEGER  number of the opinion
-- column position INTEGER  place of the word in the opinion
select review, position from review_term where list_contains(cast($terms as integer[]), term)
