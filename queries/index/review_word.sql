-- Every word that may be searched: without accents, its stem, the number of the stem, how often it is written.
select word, folded, stem, term, n from vocabulary order by word
