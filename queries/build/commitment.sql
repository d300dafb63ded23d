-- The engagements of every edition of the programme.
select edition, valid_from, number, pillar, label, short_label, successors, source
from reference_commitment
order by edition, number
