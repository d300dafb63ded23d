"""The sites of a perimeter by their codes: what the registry, which knows nothing of the network, is asked with."""

from collections.abc import Collection

from dashboard.analyses.observed import restrictions
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.site_records import Sites


def sites_within(reader: Reader, scope: Scope) -> frozenset[str] | None:
    """The codes of the sites of a scope; None when nothing is filtered."""
    return None if scope.everywhere else frozenset(row.code for row in site_rows(reader, scope))


def site_rows(reader: Reader, scope: Scope) -> list[Sites]:
    """The published sites of a scope."""
    return reads.sites(reader, **restrictions(scope))


def site_names(reader: Reader, codes: Collection[str]) -> dict[str, str]:
    """What these sites are called; one that is no longer published has its code for name."""
    known = {row.code: row.name for row in reads.sites(reader, sites=sorted(set(codes)))} if codes else {}
    return {code: known.get(code, code) for code in codes}
