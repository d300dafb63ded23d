"""Where figures come from: reads and records of loads, lines, corrections (dashboard.store.reads has the others)."""

import datetime as dt
from typing import NamedTuple

from dashboard.store.observations import Reader
from dashboard.store.scope_parameters import Codes, listed, restricted


class Lineage(NamedTuple):
    """Where a figure comes from."""

    load_id: int
    kind: str
    loaded_at: dt.datetime
    file: str
    first_line: int | None
    last_line: int | None
    n_rows: int
    n_sites: int


class Restatements(NamedTuple):
    """The figures that a later load changed."""

    indicator: str
    site: str
    month: dt.date
    months: int
    grade: int | None
    old_value: float | None
    old_numerator: float | None
    old_denominator: float | None
    old_n: int | None
    old_load: int
    new_value: float | None
    new_numerator: float | None
    new_denominator: float | None
    new_n: int | None
    new_load: int
    contributors: int | None
    first_share: float | None


def lineage(
    reader: Reader,
    *,
    indicator: str,
    start: dt.date,
    stop: dt.date,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[Lineage]:
    """The loads, files and lines behind a figure."""
    scope = restricted(services, site_types, regions, departments, sites)
    return [Lineage(*row) for row in reader.read("lineage", indicator=indicator, start=start, stop=stop, **scope)]


def restatements(
    reader: Reader,
    *,
    start: dt.date,
    stop: dt.date,
    indicators: Codes = None,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
) -> list[Restatements]:
    """The measures that a later load changed: old and new."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("restatements", start=start, stop=stop, indicators=listed(indicators), **scope)
    return [Restatements(*row) for row in rows]
