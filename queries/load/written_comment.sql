-- The rows that hold a text in people's own words.
--
-- column file VARCHAR  name of the file
-- column line BIGINT  line of the file
-- column text VARCHAR  the text as it is written
select file, line, comment as text from load_row where trim(comment) <> ''
