"""The table `closed_month` of a built file: of what no figure may start or end with which month.

`boundary` is the first day of a month; the last one follows the last month of the indicator.

Decided once, when the data are published, over every site, group and month together: what a page may show never
depends on what was asked before it.
"""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from dashboard.config import Settings
from dashboard.domain.indicator import Kind, counts_people
from dashboard.domain.period import months_between
from dashboard.engine import query_file
from dashboard.engine.duckdb_build import building
from dashboard.store.closed_beside import beside
from dashboard.store.closed_indicator import CLOSED, ClosedIndicator, Survey
from dashboard.store.computed import sweep
from dashboard.suppression.timeline import Counts
from dashboard.suppression.units import Unit

AHEAD = 4
"""Indicators read ahead of those that are awaited, for each process: the people of one fill some tens of megabytes, and
a process waits when the next large one is not read yet."""


def write(path: Path, settings: Settings, advance: Callable[[float], None]) -> None:
    """Add the table to the file `path`, which holds the observations already. `advance` hears the part that is done.
    What was found for an indicator is kept (`Settings.computed`) as long as its people and sites do not change. Raises
    StoreError."""
    root = settings.computed / "closed"
    with building(path, settings) as connection, beside(settings.threads) as submit:
        found, folders = [CLOSED.empty_table().append_column("indicator_id", pa.array([], pa.int32()))], []
        waiting: deque[tuple[int, Callable[[], pa.Table]]] = deque()
        listed = [row for row in _rows(connection, "indicators") if counts_people(Kind(row[1]), row[2])]

        def take() -> None:
            indicator, result = waiting.popleft()
            rows = result()
            found.append(rows.append_column("indicator_id", pa.array([indicator] * rows.num_rows, pa.int32())))
            advance(len(found) / (len(listed) + 1))

        for indicator, asked in _indicators(connection, listed, settings.masked_below):
            folders.append(root / asked.signature)
            waiting.append((indicator, submit(folders[-1], asked)))
            if len(waiting) > AHEAD * settings.threads:
                take()
        while waiting:
            take()
        sweep(root, folders)
        connection.register("closed", pa.concat_tables(found))
        connection.execute(f"create table closed_month as {_text('closed_month')}")
        connection.execute("checkpoint")
    advance(1.0)


def _indicators(
    connection: duckdb.DuckDBPyConnection, listed: Iterable[tuple[Any, ...]], masked_below: int
) -> Iterator[tuple[int, ClosedIndicator]]:
    places = {row[0]: Unit(*row[1:]) for row in _rows(connection, "sites")}
    waves: dict[int, list[Survey]] = {}
    for indicator, *wave in _rows(connection, "waves"):
        waves.setdefault(indicator, []).append(Survey(*wave))
    for indicator, _, _, first, last in listed:
        sites, people = _people(connection, indicator, first, last)
        mine = [places[site] for site in sites]
        yield indicator, ClosedIndicator(first, waves.get(indicator, ()), mine, people, masked_below)


def _people(
    connection: duckdb.DuckDBPyConnection, indicator: int, first: dt.date, last: dt.date
) -> tuple[list[int], Counts]:
    """The sites that somebody answered about, and their people: a row a site, a column a month."""
    found = connection.sql(_text("people"), params={"indicator_id": indicator}).to_arrow_table()
    sites, row = np.unique(found["site_id"].to_numpy(), return_inverse=True)
    months = found["month"].to_numpy().astype("datetime64[M]") - np.datetime64(first, "M")
    people = np.zeros((len(sites), months_between(first, last) + 1), dtype=np.int64)
    people[row, months.astype(np.int64)] = found["people"].to_numpy()
    return sites.tolist(), people


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[Any, ...]]:
    return connection.execute(_text(name)).fetchall()


def _text(name: str) -> str:
    return "\n" + query_file.load(f"protect/{name}").sql
