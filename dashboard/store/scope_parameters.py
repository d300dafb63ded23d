"""A scope as the parameters of a query: None means no restriction, an empty list would match nothing."""

from collections.abc import Sequence

Codes = Sequence[str] | None


def restricted(
    services: Codes, site_types: Codes, regions: Codes, departments: Codes, sites: Codes
) -> dict[str, list[str] | None]:
    """The five restrictions under their names in the queries."""
    return {
        "services": listed(services),
        "site_types": listed(site_types),
        "regions": listed(regions),
        "departments": listed(departments),
        "sites": listed(sites),
    }


def listed(codes: Codes) -> list[str] | None:
    """A list, which DuckDB binds as such."""
    return None if codes is None else list(codes)
