"""The one read behind every figure: the sums of a scope by axes, grouped by what they describe, levels kept apart."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypedDict

from dashboard.analyses.folding import fold
from dashboard.analyses.question import Axis
from dashboard.domain.period import Grain, Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.observation_record import Observations
from dashboard.store.reads import Reader


class Key(NamedTuple):
    """What a figure describes: an indicator and the value of each axis (None: not split, or not known)."""

    indicator: str
    service: str | None = None
    site_type: str | None = None
    site: str | None = None
    region: str | None = None
    department: str | None = None
    court: str | None = None
    direction: str | None = None
    bucket: date | None = None

    def place(self, axis: Axis) -> str | None:
        """The value of a place axis."""
        value: str | None = getattr(self, axis.value)
        return value


Rows = Mapping[Level, Observations]


def observed(
    reader: Reader,
    indicators: Sequence[str],
    places: Sequence[Axis],
    grain: Grain | None,
    scope: Scope,
    period: Period,
) -> dict[Key, dict[Level, Observations]]:
    """The sums of `scope` over `period`, by `places` and by step of time; empty when nothing was observed.

    The whole is folded from its services, in one order of the indicators: the analyses of a page share their reads.
    """
    found: dict[Key, dict[Level, Observations]] = {}
    for row in _rows(reader, sorted(set(indicators)), places, grain, scope, period):
        key = Key(
            row.indicator,
            row.service,
            row.site_type,
            row.site,
            row.region,
            row.department,
            row.court,
            row.direction,
            row.bucket if grain else None,
        )
        found.setdefault(key, {})[Level(row.level)] = row
    return found


def _rows(
    reader: Reader, codes: list[str], places: Sequence[Axis], grain: Grain | None, scope: Scope, period: Period
) -> list[Observations]:
    """The rows of a read, or its services folded when no place is asked."""
    if places:
        return _read(reader, codes, places, grain, scope, period)
    kinds = {code: known.kind for code, known in reads.traits(reader).items()}
    folded, refused = fold(_read(reader, codes, (Axis.SERVICE,), grain, scope, period), kinds)
    if refused:
        folded += _read(reader, sorted(refused), (), grain, scope, period)
    return folded


def _read(
    reader: Reader, codes: list[str], places: Sequence[Axis], grain: Grain | None, scope: Scope, period: Period
) -> list[Observations]:
    return reads.observations(
        reader,
        indicators=codes,
        start=period.start,
        stop=period.stop,
        grain=grain.value if grain else None,
        **restrictions(scope),
        **split(places),
    )


class Split(TypedDict):
    """The axes as parameters of queries/read/observations.sql."""

    by_service: bool
    by_site_type: bool
    by_site: bool
    by_region: bool
    by_department: bool
    by_court: bool
    by_direction: bool


def split(places: Sequence[Axis]) -> Split:
    """Which axes give one row each."""
    return Split(
        by_service=Axis.SERVICE in places,
        by_site_type=Axis.SITE_TYPE in places,
        by_site=Axis.SITE in places,
        by_region=Axis.REGION in places,
        by_department=Axis.DEPARTMENT in places,
        by_court=Axis.COURT in places,
        by_direction=Axis.DIRECTION in places,
    )


class Restrictions(TypedDict):
    """The scope as parameters of a query."""

    services: list[str] | None
    site_types: list[str] | None
    regions: list[str] | None
    departments: list[str] | None
    sites: list[str] | None


def restrictions(scope: Scope) -> Restrictions:
    """None, not an empty list, where nothing is filtered."""
    return Restrictions(
        services=list(scope.services) or None,
        site_types=list(scope.site_types) or None,
        regions=list(scope.regions) or None,
        departments=list(scope.departments) or None,
        sites=list(scope.sites) or None,
    )


def deliveries(
    reader: Reader, indicators: Sequence[str], services: Sequence[str], period: Period
) -> dict[str, dict[date, int]]:
    """For each indicator, the months of `period` that end a figure of the services (none: all of them), whatever its
    level, and how many months it covers (the shortest, when several lengths end together)."""
    ends: dict[str, dict[date, int]] = {code: {} for code in indicators}
    asked = {"indicators": sorted(ends), "services": list(services) or None}
    for row in reads.delivered_months(reader.reference, start=period.start, stop=period.stop, **asked):
        ends[row.indicator][row.month] = row.months
    return ends
