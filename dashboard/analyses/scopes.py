"""The scope of a question against what is published."""

from collections.abc import Collection, Mapping

from dashboard.analyses.catalogue import unknown
from dashboard.analyses.question import JUDICIAL, Axis
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import JudicialAreas
from dashboard.wording.scope import Labels

NO_MAP = (
    "Aucune carte judiciaire n’est publiée\u00a0: charger une table des ressorts (format judicial-map), puis publier, "
    "pour demander les résultats par cour d’appel ou par direction interrégionale."
)
NO_DIRECTION = "La carte judiciaire publiée ne donne pas les directions interrégionales."


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


def check_axes(reader: Reader, by: Collection[Axis]) -> None:
    """Raises QueryError on an axis of the judicial map that no loaded table gives."""
    for axis in JUDICIAL:
        if axis in by and axis not in judicial_axes(reader):
            raise QueryError(NO_DIRECTION if reads.judicial_areas(reader) else NO_MAP)


def judicial_axes(reader: Reader) -> tuple[Axis, ...]:
    """The axes that the judicial map gives; none when no table is loaded."""
    rows = judicial_areas(reader)
    return tuple(axis for axis in JUDICIAL if any(getattr(row, axis.value) for row in rows))


def judicial_areas(reader: Reader) -> list[JudicialAreas]:
    """The départements of the judicial map that hold a site: the others filter nothing and have no figure."""
    return [row for row in reads.judicial_areas(reader) if row.has_site]


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


def names_of(reader: Reader, axis: Axis) -> Mapping[str, str]:
    """What the codes of an axis are called: services, site types, regions or sites."""
    if axis is Axis.SITE:
        return {row.code: row.name for row in reads.sites(reader)}
    known = labels(reader, Scope())
    return {Axis.SERVICE: known.services, Axis.SITE_TYPE: known.site_types, Axis.REGION: known.regions}[axis]
