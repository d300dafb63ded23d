"""What an extract of the open data holds: indicators, units, steps of time, months."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.analyses.question import Axis
from dashboard.domain.period import Grain, Period


class Unit(StrEnum):
    """What an observation is about (« maille »)."""

    NATION = "nation"
    SERVICE = "service"
    SITE_TYPE = "type-site"
    REGION = "region"
    DEPARTMENT = "departement"
    SITE = "site"


AXES: Mapping[Unit, tuple[Axis, ...]] = {
    Unit.NATION: (),
    Unit.SERVICE: (Axis.SERVICE,),
    # A type belongs to a service: the secret statistique knows it as such.
    Unit.SITE_TYPE: (Axis.SERVICE, Axis.SITE_TYPE),
    Unit.REGION: (Axis.REGION,),
    Unit.DEPARTMENT: (Axis.DEPARTMENT,),
    Unit.SITE: (Axis.SITE,),
}
"""The axes that split a question by unit, that of its code last."""


class Step(StrEnum):
    """How long an observation is."""

    MONTH = "mois"
    QUARTER = "trimestre"
    YEAR = "annee"
    ROLLING = "12-mois"

    @property
    def grain(self) -> Grain | None:
        """The step of the time axis; None for twelve months, which are periods of their own."""
        return {Step.MONTH: Grain.MONTH, Step.QUARTER: Grain.QUARTER, Step.YEAR: Grain.YEAR}.get(self)


@dataclass(frozen=True, slots=True)
class Request:
    """No indicator: all those that have a figure. No period: everything that is published."""

    indicators: tuple[str, ...] = ()
    period: Period | None = None
    units: tuple[Unit, ...] = tuple(Unit)
    steps: tuple[Step, ...] = tuple(Step)
