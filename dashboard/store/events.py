"""The read of queries/read/events.sql, with its record (dashboard.store.reads has the others)."""

import datetime as dt
from typing import NamedTuple

from dashboard.store.observations import Reader


class Events(NamedTuple):
    """The events that concern at least one site of a scope."""

    event_id: int
    month: dt.date
    day: dt.date | None
    last_month: dt.date | None
    title: str
    kind: str
    service: str | None
    region: str | None
    department: str | None
    site: str | None
    indicator: str | None
    n_concerned: int
    n_sites: int


def events(
    reader: Reader,
    *,
    indicator: str,
    start: dt.date,
    stop: dt.date,
    services: list[str] | None = None,
    site_types: list[str] | None = None,
    regions: list[str] | None = None,
    departments: list[str] | None = None,
    sites: list[str] | None = None,
) -> list[Events]:
    """What happened to the sites of a scope, or to some of them, over some months."""
    scope = {
        "services": services,
        "site_types": site_types,
        "regions": regions,
        "departments": departments,
        "sites": sites,
    }
    return [Events(*row) for row in reader.read("events", indicator=indicator, start=start, stop=stop, **scope)]
