"""What is closed, one by one, as the tests say it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from dashboard.suppression.closed_months import ClosedMonths
from dashboard.suppression.units import Unit


class Closed(NamedTuple):
    """`unit` has no figure that starts or ends at the boundary of that place (0: before the first month).

    `calendar`: it has those that start and end at two of the boundaries where this is true."""

    boundary: int
    unit: Unit
    calendar: bool = False


def closed_units(found: ClosedMonths) -> Iterator[Closed]:
    """Every closed unit of every boundary."""
    for flags, calendar in ((found.shut, False), (found.calendar, True)):
        for row, boundary in np.argwhere(flags).tolist():
            yield Closed(boundary, found.units[row], calendar)
