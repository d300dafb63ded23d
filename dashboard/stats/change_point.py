"""When a series changed: the likeliest date of one lasting change, and the dates that are hardly less likely.

The change is a step, or a passage of constant speed from one level to the other (Samuel, Pignatiello & Calvin 1998 for
the step, Perry, Pignatiello & Simpson 2006 for the trend): maximum likelihood of normal errors, that is least squares,
each date weighted by its base when it has one, so that the spread is estimated and not that of the binomial law alone.
The confidence set is that of the likelihood ratio (Siegmund 1988; Hansen 2000, whose 95 % point is 7.35).
Own code: no library of this project estimates a change point. A step has the date of R's `strucchange::breakpoints`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from dashboard.stats.constants import SLACK
from dashboard.stats.missing import known_or_none

SIDE = 3
"""Known dates that are needed on both sides: one odd date at an end is no lasting change."""
MINIMUM = 10
"""Known dates that are needed in all."""
LONGEST = 24
"""Dates that a passage may take at most."""
PARAMETERS = 4
"""Two levels, the date, the length of the passage."""
SIGNIFICANT = 16.0
"""What the ratio of variances must pass for a change to be dated: about 1 series without change in 100 does, all dates
and passages tried, from 10 to 96 dates (simulated: tests/unit/test_change_point.py)."""
LIKELY = -2 * math.log(1 - math.sqrt(0.95))
"""7.35: 95 % point of the likelihood ratio of a change point."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """`index` is the first date of the change, `settled` the first at the new level (the same for a step, None when the
    passage reaches the last date); `earliest` to `latest` hold 95 % of the confidence. `before`, `after`: levels, in
    the unit of the series; `after` is that of the last date."""

    index: int
    earliest: int
    latest: int
    settled: int | None
    before: float
    after: float

    @property
    def sudden(self) -> bool:
        """A step, not a passage."""
        return self.settled == self.index


@dataclass(frozen=True, slots=True)
class _Shapes:
    """What may have happened, a column a shape: the part of the change that is done at each known date."""

    starts: npt.NDArray[np.int64]
    lengths: npt.NDArray[np.int64]
    done: Floats


def change_point(values: Sequence[float | None], weights: Sequence[float | None] | None = None) -> ChangePoint | None:
    """The one lasting change of an equally spaced series; None when none is proved, or too few dates are known.

    A missing date is None and counts for its length. `weights`: the base of each date, by default all alike. Raises
    ValueError on a weight below 0 or missing where there is a value.
    """
    values = known_or_none(values)
    times = np.array([index for index, value in enumerate(values) if value is not None], dtype=np.int64)
    if len(times) < MINIMUM:
        return None
    known = np.array([values[index] for index in times], dtype=np.float64)
    bases = _bases(times, weights)
    shapes = _shapes(times)
    flat, rest, slope = _fits(known, bases, shapes.done)
    freedom = len(times) - PARAMETERS
    least = float(rest.min())
    noise = max(least, SLACK * flat)
    if flat <= SLACK * float(bases @ known**2) or (flat - least) * freedom <= SIGNIFICANT * noise:
        return None
    likely = (rest - least) * freedom <= LIKELY * noise
    best = _best(shapes, rest, freedom)
    start, length = int(shapes.starts[best]), int(shapes.lengths[best])
    if min(int((times < start).sum()), int((times >= start).sum())) < SIDE:
        return None
    possible = shapes.starts[likely]
    before = _before(known, bases, shapes.done[:, best], float(slope[best]))
    end = start + length - 1
    return ChangePoint(
        index=start,
        earliest=_after_previous(times, int(possible.min())),
        latest=int(possible.max()),
        settled=end if end < times[-1] or length == 1 else None,
        before=before,
        after=before + float(slope[best]) * float(shapes.done[-1, best]),
    )


def last_change(values: Sequence[float | None], weights: Sequence[float | None] | None = None) -> ChangePoint | None:
    """The same, the last one when a series changed several times: what follows a change is looked at in its turn."""
    found, start = None, 0
    while (part := change_point(values[start:], None if weights is None else weights[start:])) is not None:
        found = replace(
            part,
            index=part.index + start,
            earliest=part.earliest + start,
            latest=part.latest + start,
            settled=None if part.settled is None else part.settled + start,
        )
        if found.settled is None:
            break
        start = found.settled
    return found


def _bases(times: npt.NDArray[np.int64], weights: Sequence[float | None] | None) -> Floats:
    """The weight of each known date, of mean 1."""
    if weights is None:
        return np.ones(len(times))
    given = [weights[index] for index in times]
    found = np.array([math.nan if weight is None else weight for weight in given], dtype=np.float64)
    if not bool(np.all(found > 0)):
        raise ValueError("a date with a value needs a weight above 0")
    return np.asarray(found / found.mean(), dtype=np.float64)


def _shapes(times: npt.NDArray[np.int64]) -> _Shapes:
    pairs = [
        (int(start), length) for start in times[1:] for length in range(1, min(LONGEST, int(times[-1] - start) + 1) + 1)
    ]
    starts, lengths = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    done = np.clip((times[:, None] - starts[None, :] + 1) / lengths[None, :], 0.0, 1.0)
    return _Shapes(starts, lengths, done)


def _fits(values: Floats, bases: Floats, done: Floats) -> tuple[float, Floats, Floats]:
    """Weighted squares left without change, then under each shape, and how far each goes."""
    total = bases.sum()
    centred = values - bases @ values / total
    shapes = done - (bases @ done / total)[None, :]
    spread = bases @ shapes**2
    slope = (bases * centred) @ shapes / spread
    flat = float(bases @ centred**2)
    return flat, np.maximum(flat - slope**2 * spread, 0.0), slope


def _best(shapes: _Shapes, rest: Floats, freedom: int) -> int:
    """The likeliest step, unless a passage is clearly likelier (Bayesian criterion: it has one more parameter)."""
    steps = np.flatnonzero(shapes.lengths == 1)
    step, any_shape = int(steps[rest[steps].argmin()]), int(rest.argmin())
    gain = (rest[step] - rest[any_shape]) * freedom
    return any_shape if gain > math.log(freedom + PARAMETERS) * max(float(rest[any_shape]), 0.0) else step


def _before(values: Floats, bases: Floats, done: Floats, slope: float) -> float:
    return float(bases @ (values - slope * done) / bases.sum())


def _after_previous(times: npt.NDArray[np.int64], index: int) -> int:
    """The date after the last known one before `index`: a change inside a gap may have come with any date of it."""
    return int(times[times < index].max()) + 1
