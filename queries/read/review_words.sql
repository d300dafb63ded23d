-- The words written in the opinions that are the same as those searched, accents aside, or have the same stem.
--
-- param words VARCHAR[]  words without accents
-- param stems VARCHAR[]  their stems
--
-- column word VARCHAR  as it is written, in lower case
-- column folded VARCHAR  without accents
-- column stem VARCHAR  stem
-- column term INTEGER  number of the stem
select word, folded, stem, term
from review_word
where list_contains(cast($words as varchar[]), folded) or list_contains(cast($stems as varchar[]), stem)
order by word
