-- The loads behind this version.
--
-- column load_id INTEGER  number of the load
-- column kind VARCHAR  kind of file
-- column files VARCHAR  names of the files
-- column mapping VARCHAR  mapping used
-- column loaded_at TIMESTAMP  when it was staged (UTC)
-- column n_rows BIGINT  rows accepted
-- column n_rejected BIGINT  cells or rows refused
-- column n_superseded BIGINT  its measures that a later load replaced
-- column note VARCHAR  what the person who loaded it wrote
-- column demo BOOLEAN  invented data
select
    l.load_id,
    l.kind,
    l.files,
    l.mapping,
    l.loaded_at,
    l.n_rows,
    l.n_rejected,
    coalesce(m.n_superseded, 0) as n_superseded,
    l.note,
    l.demo
from load as l
left join
    (select load_id, count(*) as n_superseded from measure where superseded_by is not null group by load_id) as m
    on m.load_id = l.load_id
order by l.load_id
