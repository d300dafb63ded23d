-- The other codes under which files name an indicator (SP+ `IND-27`).
--
-- column indicator VARCHAR  code in the catalogue
-- column alias VARCHAR  code elsewhere
select indicator, code as alias from indicator_code where code <> indicator order by indicator, code
