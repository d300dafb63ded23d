"""The sites of a scope (dashboard.store.reads has the other reads)."""

from dashboard.store.observations import Reader
from dashboard.store.scope_parameters import Codes, listed, restricted
from dashboard.store.site_records import Sites


def sites(
    reader: Reader,
    *,
    services: Codes = None,
    site_types: Codes = None,
    regions: Codes = None,
    departments: Codes = None,
    sites: Codes = None,
    levels: Codes = None,
    search: str | None = None,
    max_rows: int | None = None,
) -> list[Sites]:
    """The sites of a scope by label. `search`: words that must all be in the label, town or code, without regard to
    case and accents."""
    scope = restricted(services, site_types, regions, departments, sites)
    rows = reader.read("sites", levels=listed(levels), search=search, max_rows=max_rows, **scope)
    return [Sites(*row) for row in rows]
