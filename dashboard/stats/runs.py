"""The four rules of a control chart (specification § 9), on one segment. Every member of a run is marked.

Own code: no library of this project has these rules (NHS England, « Making data count »).
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum, StrEnum
from itertools import pairwise

from dashboard.stats.constants import SLACK

RUN = 7


class Rule(IntEnum):
    """Numbers of the specification."""

    OUTSIDE = 1
    TREND = 2
    SHIFT = 3
    TWO_OF_THREE = 4


class Side(StrEnum):
    """Which way a marked point goes: above or below the mean, rising or falling."""

    HIGH = "high"
    LOW = "low"


SHOWN_FIRST = (Rule.OUTSIDE, Rule.TREND, Rule.TWO_OF_THREE, Rule.SHIFT)

Marks = dict[Rule, Side]


def _sign(gap: float, slack: float) -> int:
    return 0 if abs(gap) <= slack else 1 if gap > 0 else -1


def _runs(steps: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(start, stop, sign) of each maximal run of an equal non-zero sign."""
    start = 0
    for index in range(1, len(steps) + 1):
        if index == len(steps) or steps[index] != steps[start]:
            if steps[start]:
                yield start, index, steps[start]
            start = index


def _side(sign: int) -> Side:
    return Side.HIGH if sign > 0 else Side.LOW


def _mark_trend(values: Sequence[float | None], slack: float, marks: list[Marks]) -> None:
    steps = [0 if a is None or b is None else _sign(b - a, slack) for a, b in pairwise(values)]
    for start, stop, sign in _runs(steps):
        if stop - start >= RUN - 1:
            for index in range(start, stop + 1):
                marks[index][Rule.TREND] = _side(sign)


def _mark_shift(sides: Sequence[int], marks: list[Marks]) -> None:
    for start, stop, sign in _runs(sides):
        if stop - start >= RUN:
            for index in range(start, stop):
                marks[index][Rule.SHIFT] = _side(sign)


def _mark_two_of_three(
    distances: Sequence[float | None], sides: Sequence[int], reach: float, slack: float, marks: list[Marks]
) -> None:
    near = [d is not None and reach * 2 / 3 + slack < d <= reach + slack for d in distances]
    if sum(near) < 2:
        return
    for start in range(len(sides) - 2):
        window = range(start, start + 3)
        if sides[start] == 0 or len({sides[index] for index in window}) > 1:
            continue
        found = [index for index in window if near[index]]
        if len(found) >= 2:
            for index in found:
                marks[index][Rule.TWO_OF_THREE] = _side(sides[index])


def signals(
    values: Sequence[float | None], mean: float | None, upper: float | None
) -> list[tuple[frozenset[Rule], Rule | None, Side | None]]:
    """For each point: its rules, the one to show and its side. Nothing is marked without limits, nor if all is flat."""
    marks: list[Marks] = [{} for _ in values]
    if mean is not None and upper is not None and upper > mean:
        reach = upper - mean
        slack = SLACK * max(1.0, abs(mean), reach)
        sides = [0 if value is None else _sign(value - mean, slack) for value in values]
        distances = [None if value is None else abs(value - mean) for value in values]
        for index, distance in enumerate(distances):
            if distance is not None and distance > reach + slack:
                marks[index][Rule.OUTSIDE] = _side(sides[index])
        _mark_trend(values, slack, marks)
        _mark_shift(sides, marks)
        _mark_two_of_three(distances, sides, reach, slack, marks)
    found = []
    for mark in marks:
        label = next((rule for rule in SHOWN_FIRST if rule in mark), None)
        found.append((frozenset(mark), label, mark[label] if label else None))
    return found
