-- The files of each load, with the digest of their content.
select load_id, name, sha256, bytes from reference_load_file order by load_id, name, sha256
