"""What the readers must know of the installation: its catalogue, what is staged already, the territory."""

from dashboard import catalog
from dashboard.config import Settings
from dashboard.domain.indicator import Direction, Indicator, Kind, Nature
from dashboard.sources.mapping import Mapping
from dashboard.sources.reader import ReadContext
from dashboard.sources.values import normal_name
from dashboard.store import staging

_KINDS = {
    **dict.fromkeys(("taux", "pourcentage", "pourcent", "", "part"), Kind.SHARE),
    **dict.fromkeys(("nombre", "nombres", "nb"), Kind.COUNT),
}
"""By unit of an SP+ indicator (`normal_name`; « % » is empty): notes, delays and the rest are means."""


def read_context(settings: Settings, mapping: Mapping, profile: tuple[str, ...] = ()) -> ReadContext:
    """The context of a load made now; `profile`: variables to read of each respondent.

    An SP+ indicator that the catalogue has as an alias is the catalogue’s.
    """
    return ReadContext(
        known_sites=staging.known_sites(settings),
        indicators=known_indicators(settings),
        mapping=mapping,
        departments={code: department.region for code, department in catalog.departments().items()},
        profile=profile,
        services=staging.known_services(settings),
        successions=staging.successions(staging.loads(settings)),
    )


def known_indicators(settings: Settings) -> dict[str, Indicator]:
    """The catalogue and the installation's own indicators, then those that loads of the SP+ register describe."""
    indicators = catalog.indicators(settings.home / "reference" / "indicators")
    taken = {normal_name(name) for one in indicators.values() for name in (one.code, *one.aliases)}
    for row in staging.staged_indicators(settings):
        if row["code"] and normal_name(row["code"]) not in taken:
            indicators[row["code"]] = _indicator(row)
    return indicators


def _indicator(row: dict[str, str | None]) -> Indicator:
    """An indicator known by the SP+ register alone: it tells neither direction, engagement nor target."""
    unit = row["unit"] or ""
    return Indicator(
        code=row["code"] or "",
        label=row["label"] or "",
        technical_label=row["technical_label"] or "",
        commitment=None,
        nature=Nature(row["nature"]) if row["nature"] else Nature.DELIVERED,
        kind=_KINDS.get(normal_name(unit), Kind.MEAN) if unit else Kind.MEAN,
        unit=unit,
        direction=Direction.NEUTRAL,
    )
