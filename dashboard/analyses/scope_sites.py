"""The sites of a perimeter by their codes: what the registry, which knows nothing of the network, is asked with."""

from collections.abc import Collection

from dashboard.analyses.observed import restrictions
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.site_records import Sites


def places_within(reader: Reader, scope: Scope) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The codes of the sites of a scope, and of the services that have one of them or that it names: what is done for a
    whole service is done for its sites. None and None when nothing is filtered."""
    if scope.everywhere:
        return None, None
    rows = site_rows(reader, scope)
    services = {row.service for row in rows if row.service} | set(scope.services)
    return frozenset(row.code for row in rows), frozenset(services)


def site_rows(reader: Reader, scope: Scope) -> list[Sites]:
    """The published sites of a scope."""
    return reads.sites(reader, **restrictions(scope))


def site_names(reader: Reader, codes: Collection[str]) -> dict[str, str]:
    """What these sites are called; one that is no longer published has its code for name."""
    known = {row.code: row.name for row in reads.sites(reader, sites=sorted(set(codes)))} if codes else {}
    return {code: known.get(code, code) for code in codes}
