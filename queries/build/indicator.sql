-- What is measured. Keys follow the order of the codes.
select cast(row_number() over (order by code) as integer) as indicator_id, * from indicator_listed order by code
