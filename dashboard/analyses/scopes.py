"""The scope of a question against what is published."""

from collections.abc import Collection

from dashboard.analyses.catalogue import unknown
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.scope import Labels


def check_scope(reader: Reader, scope: Scope) -> None:
    """Raises QueryError on the first code that is not published, with the nearest ones."""
    if scope.services:
        _check(scope.services, [row.code for row in reads.services(reader)], "Le service", "n’existe pas")
    if scope.site_types:
        _check(scope.site_types, [row.code for row in reads.site_types(reader)], "La typologie", "n’existe pas")
    if scope.regions:
        _check(scope.regions, [row.code for row in reads.regions(reader)], "La région", "n’existe pas")
    if scope.departments:
        _check(scope.departments, [row.code for row in reads.departments(reader)], "Le département", "n’existe pas")
    if scope.sites:
        named = {row.code for row in reads.sites(reader, sites=list(scope.sites))}
        if missing := [code for code in scope.sites if code not in named]:
            _check(missing, [row.code for row in reads.sites(reader)], "Le site", "n’existe pas")


def _check(codes: Collection[str], known: Collection[str], subject: str, refusal: str) -> None:
    for code in codes:
        if code not in known:
            raise unknown(subject, refusal, code, known)


def labels(reader: Reader, scope: Scope) -> Labels:
    """What the codes of a scope are called."""
    named = reads.sites(reader, sites=list(scope.sites)) if scope.sites else []
    return Labels(
        services={row.code: row.name for row in reads.services(reader)},
        site_types={row.code: row.name for row in reads.site_types(reader)},
        regions={row.code: row.name for row in reads.regions(reader)},
        departments={row.code: row.name for row in reads.departments(reader)},
        sites={row.code: row.name for row in named},
    )
