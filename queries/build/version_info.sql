-- What this file is: one row.
select version, built_at, digest, demo, last_load from reference_version
