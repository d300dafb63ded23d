"""The table `closed_month` of a built file: of what no figure may start or end with which month.

`boundary` is the first day of a month; the last one follows the last month of the indicator.

Decided once, when the data are published, over every site, group and month together: what a page may show never
depends on what was asked before it.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from dashboard.config import Settings
from dashboard.domain.indicator import Kind, counts_people
from dashboard.domain.period import months_between, shift
from dashboard.engine import query_file
from dashboard.engine.duckdb_build import building
from dashboard.store.computed import computed_table, signature, sweep
from dashboard.suppression.closed_months import METHOD, closed_months
from dashboard.suppression.preference import Wave
from dashboard.suppression.units import Unit

_CLOSED = pa.schema(
    [
        ("boundary", pa.date32()),
        ("calendar", pa.bool_()),
        *((name, pa.string()) for name in Unit._fields),
    ]
)


def write(path: Path, settings: Settings, advance: Callable[[float], None]) -> None:
    """Add the table to the file `path`, which holds the observations already. `advance` hears the part that is done.
    What was found for an indicator is kept (`Settings.computed`) as long as its people and sites do not change. Raises
    StoreError."""
    root = settings.computed / "closed"
    with building(path, settings) as connection:
        places = {row[0]: Unit(*row[1:]) for row in _rows(connection, "sites")}
        waves: dict[int, list[_Survey]] = {}
        for indicator, *wave in _rows(connection, "waves"):
            waves.setdefault(indicator, []).append(_Survey(*wave))
        listed = [row for row in _rows(connection, "indicators") if counts_people(Kind(row[1]), row[2])]
        found, folders = [_CLOSED.empty_table().append_column("indicator_id", pa.array([], pa.int32()))], []
        for number, (indicator, _, _, first, last) in enumerate(listed):
            advance(number / len(listed))
            people = _rows(connection, "people", indicator_id=indicator)
            asked = _Asked(first, last, waves.get(indicator, ()), people, places, settings.masked_below)
            folders.append(root / asked.signature)
            rows = computed_table(folders[-1], asked.closed)
            found.append(rows.append_column("indicator_id", pa.array([indicator] * rows.num_rows, pa.int32())))
        sweep(root, folders)
        connection.register("closed", pa.concat_tables(found))
        connection.execute(f"create table closed_month as {_text('closed_month')}")
        connection.execute("checkpoint")
    advance(1.0)


class _Survey(NamedTuple):
    """A wave of a survey that asks the indicator: first days of months, as `queries/protect/waves.sql` gives them."""

    opens: dt.date
    closes: dt.date | None
    leads: bool


class _Asked(NamedTuple):
    """All that decides what is closed of one indicator: the months that it covers, the waves that ask it, its people
    by site and month, the sites."""

    first: dt.date
    last: dt.date
    waves: Sequence[_Survey]
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
        columns = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), _CLOSED.types, strict=False)]
        return pa.Table.from_arrays(columns, schema=_CLOSED) if rows else _CLOSED.empty_table()

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


def _rows(connection: duckdb.DuckDBPyConnection, name: str, **params: object) -> list[tuple[Any, ...]]:
    return connection.execute(_text(name), params or None).fetchall()


def _text(name: str) -> str:
    return "\n" + query_file.load(f"protect/{name}").sql
