-- What each load refused: the cell and the reason.
select load_id, place, file, line, "column" as column_name, value, reason
from reference_rejected_row
order by load_id, place
