-- The ressort of cour d'appel of each department, and its direction interrégionale when the table gives it. A later
-- load
-- replaces a department; one label a code: that of the latest row.
select
    department,
    court,
    first_value(court_label) over (partition by court order by load_id desc, file desc, line desc) as court_label,
    direction,
    first_value(direction_label) over (
        partition by direction order by load_id desc, file desc, line desc
    ) as direction_label,
    load_id,
    file,
    line
from
    (
        select *, row_number() over (partition by department order by load_id desc, file desc, line desc) as place
        from staged_judicial_areas
    ) as a
where a.place = 1
order by department
