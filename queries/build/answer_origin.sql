-- Where the answers of an indicator, site and month come from: lines of a file.
select indicator_id, site_id, month, load_id, file, min(line) as first_line, max(line) as last_line, count(*) as n_rows
from answer
where indicator_id is not null and site_id is not null
group by indicator_id, site_id, month, load_id, file
order by month, site_id, indicator_id, load_id, file
