-- What became of the sites, one row a former site and successor (NULL: it closed). A later load replaces all that an
-- earlier one says of a former site.
select former, successor, month, kind, load_id, file, line
from
    (
        select
            *,
            max(load_id) over (partition by former) as last_load,
            row_number() over (partition by former, successor, load_id order by file desc, line desc) as place
        from staged_successions
    ) as given
where load_id = last_load and place = 1
order by month, former, successor
