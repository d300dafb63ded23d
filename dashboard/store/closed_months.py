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
from dashboard.suppression.closed_months import closed_months
from dashboard.suppression.preference import Wave
from dashboard.suppression.units import Unit

_CLOSED = pa.schema(
    [
        ("indicator_id", pa.int32()),
        ("boundary", pa.date32()),
        ("calendar", pa.bool_()),
        *((name, pa.string()) for name in Unit._fields),
    ]
)


def write(path: Path, settings: Settings, advance: Callable[[float], None]) -> None:
    """Add the table to the file `path`, which holds the observations already. `advance` hears the part that is done.
    Raises StoreError."""
    with building(path, settings) as connection:
        places = {row[0]: (number, Unit(*row[1:])) for number, row in enumerate(_rows(connection, "sites"))}
        waves: dict[int, list[_Survey]] = {}
        for indicator, *wave in _rows(connection, "waves"):
            waves.setdefault(indicator, []).append(_Survey(*wave))
        listed = [row for row in _rows(connection, "indicators") if counts_people(Kind(row[1]), row[2])]
        batches = []
        for number, (indicator, _, _, first, last) in enumerate(listed):
            advance(number / len(listed))
            people = _rows(connection, "people", indicator_id=indicator)
            told = _Told(first, last, waves.get(indicator, ()))
            rows = zip(*_closed(indicator, places, people, told, settings.masked_below), strict=True)
            columns = [pa.array(column, kind) for column, kind in zip(rows, _CLOSED.types, strict=False)]
            batches.append(pa.Table.from_arrays(columns, schema=_CLOSED) if columns else _CLOSED.empty_table())
        connection.register("closed", pa.concat_tables([_CLOSED.empty_table(), *batches]))
        connection.execute(f"create table closed_month as {_text('closed_month')}")
        connection.execute("checkpoint")
    advance(1.0)


class _Survey(NamedTuple):
    """A wave of a survey that asks the indicator: first days of months, as `queries/protect/waves.sql` gives them."""

    opens: dt.date
    closes: dt.date | None
    leads: bool


class _Told(NamedTuple):
    """The months that an indicator covers, and the waves that ask it."""

    first: dt.date
    last: dt.date
    waves: Sequence[_Survey]


def _closed(
    indicator: int,
    places: Mapping[int, tuple[int, Unit]],
    people: Sequence[tuple[Any, ...]],
    told: _Told,
    masked_below: int,
) -> Iterator[tuple[object, ...]]:
    """The rows of one indicator."""
    first, last = told.first, told.last
    months = months_between(first, last) + 1
    concerned = sorted({row[0] for row in people})
    line = {site: number for number, site in enumerate(concerned)}
    counts = np.zeros((len(concerned), months), dtype=np.int64)
    for site, month, count in people:
        counts[line[site], months_between(first, month)] = count
    units = [places[site][1] for site in concerned]
    days = [shift(first, month) for month in range(months + 1)]
    waves = [
        # A wave without an end is under way.
        Wave(months_between(first, opens), months_between(first, closes) if closes else months + 1, leads)
        for opens, closes, leads in told.waves
    ]
    for found in closed_months(units, counts, first, masked_below, waves):
        yield indicator, days[found.boundary], found.calendar, *found.unit


def _rows(connection: duckdb.DuckDBPyConnection, name: str, **params: object) -> list[tuple[Any, ...]]:
    return connection.execute(_text(name), params or None).fetchall()


def _text(name: str) -> str:
    return "\n" + query_file.load(f"protect/{name}").sql
