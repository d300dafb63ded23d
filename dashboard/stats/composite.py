"""Index over the engagements: their equal-weight mean (specification § 16). Own code: a mean and a list."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.estimate import Status
from dashboard.stats.missing import known_or_none
from dashboard.stats.result import Result

AVAILABLE = 7
"""Fewer engagements with a figure: no index."""


@dataclass(frozen=True, slots=True)
class Composite:
    """The index, in the unit of the figures, from `result.n` engagements, and the engagements without a figure."""

    result: Result
    missing: tuple[int, ...]


def composite(figures: Mapping[int, float | None], minimum: int = AVAILABLE) -> Composite:
    """Mean of the figures of the engagements (by number); `insufficient` when fewer than `minimum` have one.

    The figures must be in one unit. An engagement without a figure is None. No interval: nothing is
    sampled.
    """
    values = known_or_none(figures.values())
    known = [value for value in values if value is not None]
    missing = tuple(n for n, value in zip(figures, values, strict=True) if value is None)
    if not known:
        return Composite(Result(n=0, method="index", status=Status.NO_DATA), missing)
    if len(known) < minimum:
        note = f"{len(known)} engagements disponibles sur {len(figures)}"
        return Composite(Result(n=len(known), method="index", status=Status.INSUFFICIENT, note=note), missing)
    return Composite(Result(value=math.fsum(known) / len(known), n=len(known), method="index"), missing)
