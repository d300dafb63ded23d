"""Differencing along time: the months from which, and to which, the figures of a unit may be counted.

A figure of a unit over some months is a difference of C, its people counted from one end of the data. Whoever reads the
figures of several periods computes every difference between the C of the boundaries that they share. The boundaries
left open therefore differ by 0 or by `masked_below` people at least: no sum or difference of periods can isolate 1 to
masked_below − 1 people, whatever the periods (months, quarters, years, rolling, cumulative).
Own code; the rule is that of the specification, § 17 (differencing, cumulative figures of successive months).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

BEFORE = np.iinfo(np.int64).min // 4
AFTER = np.iinfo(np.int64).max // 4
"""Values of C when no boundary is open on that side: always far enough."""


def open_boundaries(cumulative: Counts, order: Sequence[int], masked_below: int = 11) -> Flags:
    """Which boundaries are open, one row a unit, one column a boundary.

    `cumulative`: C of each unit at each boundary, never decreasing along a row. `order`: the columns in order of
    preference, each once: a boundary is opened when it agrees with all those opened before it.
    """
    opened = np.zeros(cumulative.shape, dtype=bool)
    for column in order:
        at = cumulative[:, column]
        before = np.where(opened[:, :column], cumulative[:, :column], BEFORE).max(axis=1, initial=BEFORE)
        after = np.where(opened[:, column + 1 :], cumulative[:, column + 1 :], AFTER).min(axis=1, initial=AFTER)
        opened[:, column] = _apart(at - before, masked_below) & _apart(after - at, masked_below)
    return opened


def _apart(people: Counts, masked_below: int) -> Flags:
    apart: Flags = (people == 0) | (people >= masked_below)
    return apart
