-- Every word that is written, with how often.
select word, count(*) as n from review_token where word <> '' group by word order by word
