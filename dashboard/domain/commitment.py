"""The engagements of the programme: versioned reference data, never « nine » in the code."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commitment:
    """One engagement of one edition. `successors` are its numbers in the next edition (empty: no successor)."""

    number: int
    pillar: str
    label: str
    short_label: str
    successors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A set of engagements in force from `valid_from`. A `label` that no public copy gives whole says so."""

    year: int
    valid_from: dt.date
    source: str
    commitments: tuple[Commitment, ...]
