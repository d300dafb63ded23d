-- What a load refused, in the order of its report.
--
-- param load_id INTEGER  number of the load; NULL: every load
-- param max_rows INTEGER  how many at most; NULL: all
--
-- column load_id INTEGER  number of the load
-- column file VARCHAR  file
-- column line BIGINT  line in the file, header included
-- column column_name VARCHAR  column; empty: the whole row
-- column value VARCHAR  the cell
-- column reason VARCHAR  why it was refused
select load_id, file, line, column_name, value, reason
from rejected_row
where cast($load_id as integer) is null or load_id = cast($load_id as integer)
order by load_id, place
limit coalesce(cast($max_rows as integer), 2147483647)
