-- The engagements of every edition.
--
-- column edition INTEGER  year of the edition
-- column valid_from DATE  first day it is in force
-- column number INTEGER  number of the engagement
-- column pillar VARCHAR  pillar (« volet »)
-- column name VARCHAR  official wording
-- column short_label VARCHAR  a few words
-- column successors VARCHAR  its numbers in the next edition, separated by commas
-- column source VARCHAR  where the wording comes from
select edition, valid_from, number, pillar, label as name, short_label, successors, source
from commitment
order by edition, number
