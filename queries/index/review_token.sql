-- The words of the texts that may be shown, one row a word: title, a gap that no phrase spans, text. Words are cut as
-- `lexicon.words.cut` does.
select review, unnest(words) as word, generate_subscripts(words, 1) as position
from
    (
        select
            n.review,
            list_concat(
                string_split(
                    regexp_replace(nfc_normalize(lower(coalesce(r.title, ''))), '[^\p{L}\p{N}]+', ' ', 'g'), ' '
                ),
                list_concat(
                    ['', '', '', '', '', '', '', ''],
                    string_split(regexp_replace(nfc_normalize(lower(r.text)), '[^\p{L}\p{N}]+', ' ', 'g'), ' ')
                )
            ) as words
        from review_numbered as n
        join review as r on r.rowid = n.place
        where n.readable
    )
