"""Individuals control chart (XmR) with the NHS « plot the dots » rules (specification § 9).

Own code: no library of this project has these rules, gaps and segments. `runs` finds the signals, this module the
limits. Reference cases: docs/method and `NHSRplotthedots`. The factor is the 2.66 of that package; R's `qcc` has
3 ÷ 1.128 = 2.6596, neither screening nor these rules.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from dashboard.domain.indicator import Direction
from dashboard.stats.constants import SLACK
from dashboard.stats.missing import known_or_none
from dashboard.stats.runs import Rule, Side, signals

LIMIT_FACTOR = 2.66
SCREEN_FACTOR = 3.267
PROVISIONAL_BELOW = 12


class Signal(StrEnum):
    """What a point says, by the polarity of the indicator."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"
    COMMON_CAUSE = "common_cause"


class Assurance(StrEnum):
    """What the process will do of a target if nothing changes."""

    MET = "met"
    FAILED = "failed"
    VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Segment:
    """Points `start` to `stop` (excluded) share these limits. Without a moving range there is a mean and no limit."""

    start: int
    stop: int
    mean: float | None
    lower: float | None
    upper: float | None
    points: int
    moving_range: float | None

    @property
    def provisional(self) -> bool:
        """Fewer than 12 points: « limites provisoires »."""
        return self.points < PROVISIONAL_BELOW


@dataclass(frozen=True, slots=True)
class Point:
    """One date. `rules` lists every rule that marks it, `label` the one to show, `side` which way it goes."""

    value: float | None
    segment: int
    rules: frozenset[Rule] = frozenset()
    label: Rule | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Xmr:
    """One point a date, in order, and the segments that they belong to."""

    points: tuple[Point, ...]
    segments: tuple[Segment, ...]

    @property
    def last(self) -> Point | None:
        """The last date that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


def average_range(values: Sequence[float | None], screened: bool = True) -> float | None:
    """Mean moving range, screened once unless asked otherwise; None when no two neighbours are known.

    Never below 0. Shared by the XmR chart and by Laney's p′, which both screen in this way.
    """
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    if not ranges:
        return None
    average = math.fsum(ranges) / len(ranges)
    if not screened:
        return average
    kept = [r for r in ranges if r < SCREEN_FACTOR * average * (1 - SLACK)]
    remaining = math.fsum(kept) / len(kept) if kept else average
    # One jump in a flat series: the screened average would be 0 and every later point a signal.
    return remaining if remaining > 0 else average


def _baseline(values: Sequence[float | None], frozen: int | None) -> Sequence[float | None]:
    """The dates from which limits are computed: all, or up to the `frozen`-th known point."""
    if frozen is None:
        return values
    known = [index for index, value in enumerate(values) if value is not None]
    return values if len(known) <= frozen else values[: known[frozen - 1] + 1]


def _segment(values: Sequence[float | None], start: int, frozen: int | None, screened: bool) -> Segment:
    base = _baseline(values, frozen)
    known = [value for value in base if value is not None]
    mean = math.fsum(known) / len(known) if known else None
    average = average_range(base, screened)
    stop = start + len(values)
    if mean is None or average is None:
        return Segment(start, stop, mean, None, None, len(known), None)
    reach = LIMIT_FACTOR * average
    return Segment(start, stop, mean, mean - reach, mean + reach, len(known), average)


def xmr(
    values: Sequence[float | None],
    rebased_at: Sequence[int] = (),
    frozen: int | None = None,
    screened: bool = True,
) -> Xmr:
    """Limits and signals of an equally spaced series; a missing date is None: no range across it, runs restart.

    `rebased_at`: indexes that start a new segment (a documented decision, or a method break). `frozen`: limits computed
    from the first `frozen` points of each segment, at least 12. `screened` False: large moving ranges stay in their
    average. Raises ValueError on an index or a length out of range.
    """
    values = known_or_none(values)
    if frozen is not None and frozen < PROVISIONAL_BELOW:
        raise ValueError(f"limits are frozen on at least {PROVISIONAL_BELOW} points, not {frozen}")
    if any(not 0 <= index < len(values) for index in rebased_at):
        raise ValueError(f"a segment starts inside the series: {list(rebased_at)}")
    bounds = [*sorted({0, *rebased_at}), len(values)] if values else []
    points: list[Point] = []
    segments: list[Segment] = []
    for start, stop in pairwise(bounds):
        part = values[start:stop]
        segment = _segment(part, start, frozen, screened)
        found = signals(part, segment.mean, segment.upper)
        for value, (rules, label, side) in zip(part, found, strict=True):
            points.append(Point(value, len(segments), rules, label, side))
        segments.append(segment)
    return Xmr(tuple(points), tuple(segments))


def signal(point: Point, direction: Direction) -> Signal:
    """Improvement, concern, neutral (no polarity), or common cause."""
    if point.side is None:
        return Signal.COMMON_CAUSE
    if direction is Direction.NEUTRAL:
        return Signal.NEUTRAL
    good = (point.side is Side.HIGH) == (direction is Direction.HIGHER)
    return Signal.IMPROVEMENT if good else Signal.CONCERN


def assurance(segment: Segment, target: float, direction: Direction) -> Assurance | None:
    """Consistently met or failed, or variable; None without limits or without polarity."""
    if segment.lower is None or segment.upper is None or direction is Direction.NEUTRAL:
        return None
    if target < segment.lower - SLACK:
        return Assurance.MET if direction is Direction.HIGHER else Assurance.FAILED
    if target > segment.upper + SLACK:
        return Assurance.FAILED if direction is Direction.HIGHER else Assurance.MET
    return Assurance.VARIABLE
