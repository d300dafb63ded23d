"""What may be told of some opinions among others: a part, what is left without it, and each of their tones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.analyses.drawing import share_of
from dashboard.disclosure import Thresholds, masked, may_tell_part
from dashboard.domain.estimate import Estimate

FEELINGS = (1, 0, -1, 2)
"""Positive, neutral, negative, none given."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Opinions by tone, in the order of `FEELINGS`; not protected."""

    counts: tuple[int, ...]

    @classmethod
    def of(cls, feelings: npt.NDArray[np.int64]) -> "Tally":
        return cls.of_counts(np.bincount(feelings + 1, minlength=len(FEELINGS)).tolist())

    @classmethod
    def of_counts(cls, counts: Sequence[int]) -> "Tally":
        """From counts in the order of the tones as numbers, from -1 to 2."""
        return cls(tuple(counts[feeling + 1] for feeling in FEELINGS))

    @property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def positive(self) -> int:
        return self.counts[0]

    def without(self, other: "Tally") -> "Tally":
        return Tally(tuple(a - b for a, b in zip(self.counts, other.counts, strict=True)))


def by_tone(groups: npt.NDArray[Any], feelings: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    """Opinions by group, one row each of `size`, and by tone as a number, from -1 to 2."""
    codes = groups * len(FEELINGS) + (feelings + 1)
    return np.bincount(codes, minlength=size * len(FEELINGS)).reshape(size, len(FEELINGS))


def may_count(part: Tally, whole: Tally, thresholds: Thresholds) -> bool:
    """Whether the number of a part may be told beside that of the whole: neither it nor the rest is small."""
    return may_tell_part(part.n, whole.n, thresholds)


def may_tell_tones(part: Tally, whole: Tally, thresholds: Thresholds) -> bool:
    """Whether every tone of a part may be told: none of them is small, in the part nor in the rest."""
    rest = whole.without(part)
    return may_count(part, whole, thresholds) and not _small(thresholds, *part.counts, *rest.counts)


def may_tell_positive(part: Tally, whole: Tally, thresholds: Thresholds) -> bool:
    """The same of the positive ones against all others."""
    rest = whole.without(part)
    sides = (part.positive, part.n - part.positive, rest.positive, rest.n - rest.positive)
    return may_count(part, whole, thresholds) and not _small(thresholds, *sides)


def may_count_beside(part: Tally, inner: Iterable[Tally], whole: Tally, thresholds: Thresholds) -> bool:
    """Whether a part may be counted beside those of its own parts that are: what is between them is not small."""
    told = [one for one in inner if one.n and may_count(one, whole, thresholds)]
    return may_count(part, whole, thresholds) and all(_may_nest(part, one, thresholds) for one in told)


def _may_nest(part: Tally, inner: Tally, thresholds: Thresholds) -> bool:
    between = part.without(inner)
    return not _small(thresholds, between.n, between.positive, between.n - between.positive)


def positive_share(part: Tally, whole: Tally, thresholds: Thresholds) -> Estimate:
    """Share of positive opinions, in %, with its interval."""
    if not may_tell_positive(part, whole, thresholds):
        return masked()
    return share_of(part.positive, part.n, thresholds)


def tone_shares(part: Tally, whole: Tally, thresholds: Thresholds) -> tuple[tuple[int, Estimate], ...]:
    """Each tone that somebody gave and its share in %: all of them, or the positive one alone."""
    if not may_tell_tones(part, whole, thresholds):
        return ((1, positive_share(part, whole, thresholds)),)
    return tuple(
        (feeling, share_of(count, part.n, thresholds))
        for feeling, count in zip(FEELINGS, part.counts, strict=True)
        if whole.counts[FEELINGS.index(feeling)]
    )


def hidden(parts: Sequence[Tally], thresholds: Thresholds) -> list[bool]:
    """Which parts of a total that is told may not be: the small ones, then the smallest others until what is hidden,
    taken together, is not small either."""
    closed = [not may_tell_positive(part, part, thresholds) for part in parts]
    while any(closed) and not all(closed) and _exposed(parts, closed, thresholds):
        place = min((i for i, one in enumerate(closed) if not one and parts[i].n), key=lambda i: parts[i].n, default=-1)
        if place < 0:
            break
        closed[place] = True
    return closed


def _exposed(parts: Sequence[Tally], closed: Sequence[bool], thresholds: Thresholds) -> bool:
    kept = [part for part, one in zip(parts, closed, strict=True) if one]
    positive, n = sum(part.positive for part in kept), sum(part.n for part in kept)
    return len(kept) == 1 or _small(thresholds, n, positive, n - positive)


def _small(thresholds: Thresholds, *counts: int) -> bool:
    return any(0 < count < thresholds.masked_below for count in counts)
