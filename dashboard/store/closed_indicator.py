"""What is closed of one indicator, kept as long as its people and its sites do not change."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from dashboard.domain.period import months_between, shift
from dashboard.store.computed import computed_table, signature
from dashboard.suppression.closed_months import METHOD, closed_months
from dashboard.suppression.preference import Wave
from dashboard.suppression.timeline import Counts
from dashboard.suppression.units import Unit

CLOSED = pa.schema(
    [
        ("boundary", pa.date32()),
        ("calendar", pa.bool_()),
        *((name, pa.string()) for name in Unit._fields),
    ]
)


def kept(folder: Path, asked: "ClosedIndicator") -> pa.Table:
    """The rows of `CLOSED`, computed unless `folder` has them."""
    return computed_table(folder, asked.closed)


class Survey(NamedTuple):
    """A wave of a survey that asks the indicator: first days of months, as `queries/protect/waves.sql` gives them."""

    opens: dt.date
    closes: dt.date | None
    leads: bool


class ClosedIndicator(NamedTuple):
    """All that decides what is closed of one indicator: the first month that it covers, the waves that ask it, its
    sites, their people (a row a site, a column a month)."""

    first: dt.date
    waves: Sequence[Survey]
    sites: Sequence[Unit]
    people: Counts
    masked_below: int

    @property
    def signature(self) -> str:
        """The same for the same answer, whatever the numbers of the sites."""
        asked = (METHOD, self.masked_below, self.first, self.waves, self.sites, self.people.shape)
        return signature(*asked, self.people.tobytes())

    def closed(self) -> pa.Table:
        """The rows, without their indicator."""
        months = self.people.shape[1]
        found = closed_months(self.sites, self.people, self.first, self.masked_below, list(self._waves(months)))
        unit, boundary = np.nonzero(found.shut | found.calendar)
        days = pa.array([shift(self.first, month) for month in range(months + 1)], pa.date32())
        named = [pa.array([getattr(one, name) for one in found.units], pa.string()) for name in Unit._fields]
        columns = [days.take(pa.array(boundary)), pa.array(found.calendar[unit, boundary])]
        return pa.Table.from_arrays([*columns, *(names.take(pa.array(unit)) for names in named)], schema=CLOSED)

    def _waves(self, months: int) -> Iterator[Wave]:
        for opens, closes, leads in self.waves:
            # A wave without an end is under way.
            stop = months_between(self.first, closes) if closes else months + 1
            yield Wave(months_between(self.first, opens), stop, leads)
