-- The loads that this version was built from.
select load_id, kind, files, mapping, loaded_at, n_rows, n_rejected, note, demo from reference_load order by load_id
