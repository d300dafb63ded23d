"""The places that an address asks for, out of one list of sites: the reader keeps it once, not once a way of asking."""

from dashboard.api.parameters import Asked
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.site_records import Sites


def scope_of(asked: Asked) -> Scope:
    """The filters of an address; its codes are not checked."""
    return Scope(
        services=asked.every("service"),
        site_types=asked.every("site_type"),
        regions=asked.every("region"),
        departments=asked.every("department"),
        sites=asked.every("site"),
    )


def sites_of(reader: Reader, scope: Scope) -> list[Sites]:
    """Those that meet every filter, by label."""
    return [row for row in reads.sites(reader, levels=[Level.SITE.value]) if _within(row, scope)]


def _within(row: Sites, scope: Scope) -> bool:
    asked = (
        (scope.services, row.service),
        (scope.site_types, row.site_type),
        (scope.regions, row.region),
        (scope.departments, row.department),
        (scope.sites, row.code),
    )
    return all(not codes or code in codes for codes, code in asked)
