-- What became of the sites: mergers, splits, closures.
--
-- column former VARCHAR  code of the former site
-- column former_name VARCHAR  its label
-- column successor VARCHAR  code of the site that follows; NULL for a closure
-- column successor_name VARCHAR  its label
-- column month DATE  first month of the new situation
-- column kind VARCHAR  merger, split or closure
select u.former, f.label as former_name, u.successor, s.label as successor_name, u.month, u.kind
from succession as u
left join site as f on f.code = u.former
left join site as s on s.code = u.successor
order by u.month, u.former, u.successor
