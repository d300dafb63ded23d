"""What is closed of one indicator, kept as long as its people and its sites do not change."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from dashboard.domain.period import months_between, shift
from dashboard.store.computed import computed_table, signature
from dashboard.suppression.closed_months import METHOD, closed_months
from dashboard.suppression.preference import Wave
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
    """All that decides what is closed of one indicator: the months that it covers, the waves that ask it, its people
    by site and month, the sites."""

    first: dt.date
    last: dt.date
    waves: Sequence[Survey]
    people: Sequence[tuple[Any, ...]]
    places: Mapping[int, Unit]
    masked_below: int

    @property
    def signature(self) -> str:
        """The same for the same answer, whatever the numbers of the sites."""
        people = [(*self.places[site], month, count) for site, month, count in self.people]
        return signature(METHOD, self.masked_below, self.first, self.last, self.waves, people)

    def closed(self) -> pa.Table:
        """The rows, without their indicator."""
        rows = list(self._closed())
        columns = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), CLOSED.types, strict=False)]
        return pa.Table.from_arrays(columns, schema=CLOSED) if rows else CLOSED.empty_table()

    def _closed(self) -> Iterator[tuple[object, ...]]:
        months = months_between(self.first, self.last) + 1
        concerned = sorted({row[0] for row in self.people})
        line = {site: number for number, site in enumerate(concerned)}
        counts = np.zeros((len(concerned), months), dtype=np.int64)
        for site, month, count in self.people:
            counts[line[site], months_between(self.first, month)] = count
        units = [self.places[site] for site in concerned]
        days = [shift(self.first, month) for month in range(months + 1)]
        waves = [
            # A wave without an end is under way.
            Wave(
                months_between(self.first, opens),
                months_between(self.first, closes) if closes else months + 1,
                leads,
            )
            for opens, closes, leads in self.waves
        ]
        for found in closed_months(units, counts, self.first, self.masked_below, waves):
            yield days[found.boundary], found.calendar, *found.unit
