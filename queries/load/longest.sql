-- What no text may be: the bytes of the longest cell, and whether one holds a NUL.
--
-- column bytes BIGINT  bytes
-- column nul BOOLEAN  a NUL was met
-- column spaced BOOLEAN  a respondent has spaces around
select
    max(greatest(strlen(respondent), strlen(comment))) as bytes,
    bool_or(contains(respondent, chr(0)) or contains(comment, chr(0))) as nul,
    bool_or(spaced) as spaced
from load_row
