"""The question that every figure answers, as one frozen object: what, by which axes, where, when, against what."""

from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.domain.comparison import Against
from dashboard.domain.period import Grain, Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level


class Axis(StrEnum):
    """An axis that splits a figure."""

    SERVICE = "service"
    SITE_TYPE = "site_type"
    SITE = "site"
    REGION = "region"
    DEPARTMENT = "department"
    COURT = "court"
    DIRECTION = "direction"
    COMMITMENT = "commitment"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


PLACES = (
    *(Axis.SERVICE, Axis.SITE_TYPE, Axis.SITE),
    *(Axis.REGION, Axis.DEPARTMENT, Axis.COURT, Axis.DIRECTION),
)
JUDICIAL = (Axis.COURT, Axis.DIRECTION)
"""The axes of the judicial map: they exist when a table of it is loaded."""
TERRITORIES = (Axis.REGION, Axis.DEPARTMENT, *JUDICIAL)
TIMES = (Axis.MONTH, Axis.QUARTER, Axis.YEAR)


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Question:
    """`indicators` are codes or aliases; no `period` means everything that is published. Hashable: a cache key."""

    indicators: tuple[str, ...]
    by: tuple[Axis, ...] = ()
    scope: Scope = EVERYWHERE
    period: Period | None = None
    against: Against | None = None

    @property
    def grain(self) -> Grain | None:
        """The finest time axis: the others follow from it."""
        return next((Grain(axis.value) for axis in TIMES if axis in self.by), None)

    @property
    def places(self) -> tuple[Axis, ...]:
        """The axes that read a column of the observations."""
        return tuple(axis for axis in PLACES if axis in self.by)

    @property
    def level(self) -> Level:
        """The level of the figures that are asked, for those that a source publishes directly."""
        if Axis.SITE in self.by or self.scope.sites:
            return Level.SITE
        if Axis.DEPARTMENT in self.by or self.scope.departments:
            return Level.DEPARTMENT
        if Axis.REGION in self.by or self.scope.regions:
            return Level.REGION
        return Level.NATION

    def network(self) -> "Question":
        """The question whose answer is the network of the units of this one: the same time axes, a wider scope.

        Sites and territories belong to the network of the services and types that are chosen; a type to that of its
        services; a service to the whole.
        """
        scope, by = self.scope, set(self.by)
        placed = scope.sites or scope.regions or scope.departments or by & {Axis.SITE, *TERRITORIES}
        typed = scope.site_types or Axis.SITE_TYPE in by
        if placed:
            wider = Scope(services=scope.services, site_types=scope.site_types)
        elif typed:
            wider = Scope(services=scope.services)
        else:
            wider = Scope()
        return replace(self, by=tuple(axis for axis in self.by if axis in TIMES), scope=wider, against=None)
