"""Where figures come from: the reads of loads, lines and corrections (dashboard.store.reads has the others)."""

import datetime as dt

from dashboard.store.observations import Reader
from dashboard.store.records import Lineage, Restatements
from dashboard.store.scope_parameters import Codes, listed, restricted


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
