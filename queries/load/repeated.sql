-- The staged answers that say again what an earlier one of the load says. Only keys met twice as a number are looked
-- at, and compared as they are.
--
-- column rank INTEGER  rank of the file
-- column file VARCHAR  its name
-- column line BIGINT  line of the file
-- column first_file VARCHAR  the file of the first answer
-- column first_line BIGINT  its line
select rank, file, line, first_file, first_line
from
    (
        select
            origin.rank,
            staged.file,
            staged.line,
            row_number() over same as place,
            first_value(staged.file) over same as first_file,
            first_value(staged.line) over same as first_line
        from load_staged as staged
        join load_file as origin on origin.file = staged.file
        where hash(staged.survey, staged.respondent, staged.indicator) in (select key from load_key)
        window
            same as (partition by staged.survey, staged.respondent, staged.indicator order by origin.rank, staged.line)
    ) as placed
where place > 1
order by rank, line
