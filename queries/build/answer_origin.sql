-- Where the answers of a question, site and month come from: lines of a file. Without an indicator or a site, those
-- that
-- name what nothing describes: they enter no figure.
select
    indicator_id,
    site_id,
    month,
    load_id,
    file,
    min(first_line) as first_line,
    max(last_line) as last_line,
    cast(sum(n_rows) as bigint) as n_rows
from answer_count
group by indicator_id, site_id, month, load_id, file
order by month, site_id, indicator_id, load_id, file
