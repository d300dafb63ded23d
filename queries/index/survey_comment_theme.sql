-- The themes of each text, by their place in the vocabulary.
select comment, theme from found order by comment, theme
