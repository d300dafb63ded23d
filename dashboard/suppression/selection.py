"""Whether the figure of any selection of sites tells more than the figures that are shown already.

Sites and declared groups have a figure or not, period by period (`closed_months`). Every other selection is a sum of
them: it may be shown when each site without one that it holds belongs to a group with one that it holds whole, for its
figure is then the sum of figures that anybody can ask. Otherwise it would be a new figure, whose difference with the
others could isolate a few people: it is withheld.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Self

from dashboard.suppression.units import Unit, organisation, territory

Codes = frozenset[str | None]


@dataclass(frozen=True, slots=True)
class ClosedUnits:
    """What has no figure over a period: sites by code, and groups."""

    sites: dict[str, Unit]
    groups: frozenset[Unit]

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Self:
        """The same, sorted out."""
        listed = list(units)
        return cls(
            {unit.site: unit for unit in listed if unit.site is not None},
            frozenset(unit for unit in listed if unit.site is None),
        )


class Boundary(NamedTuple):
    """What is closed at one boundary: no figure starts or ends there, or only with another calendar one."""

    shut: frozenset[Unit] = frozenset()
    calendar: frozenset[Unit] = frozenset()

    def until(self, stop: Self) -> ClosedUnits:
        """What has no figure from here to `stop`: a unit keeps it when both belong to the same family."""
        return ClosedUnits.of(self.shut | stop.shut | (self.calendar ^ stop.calendar))


class Selection(NamedTuple):
    """The sites that a figure adds up: those whose attribute is one of the codes, None among them for those whose
    attribute is not known. None instead of codes: no restriction."""

    service: Codes | None = None
    site_type: Codes | None = None
    region: Codes | None = None
    department: Codes | None = None
    site: Codes | None = None
    court: Codes | None = None
    direction: Codes | None = None

    def holds(self, site: Unit) -> bool:
        """Whether a site is selected."""
        return all(codes is None or value in codes for codes, value in zip(self, site, strict=True))

    def holds_group(self, group: Unit, site: Unit) -> bool:
        """Whether every site of `group`, one of the groups of `site`, is selected."""
        if self.site is not None:
            return False
        if group.department is not None:  # it lies in one region, one ressort and one direction: those of the site
            group = group._replace(region=site.region, court=site.court, direction=site.direction)
        return all(
            codes is None or (value is not None and value in codes) for codes, value in zip(self, group, strict=True)
        )

    def unit(self) -> Unit | None:
        """The declared unit that the selection is; None when it is none."""
        if any(codes is not None and (len(codes) != 1 or None in codes) for codes in self):
            return None
        one = Unit(*(next(iter(codes)) if codes else None for codes in self))
        if one.site is not None:
            return Unit(site=one.site)
        if one.court is not None or one.direction is not None:
            return None  # made of parts, one a region
        declared = (
            (one.department is None and one.region is None and (one.site_type is None or one.service is not None))
            or (one.service is not None and one.site_type is not None and one.department is None)
            or (one.service is None and one.site_type is None)
        )
        if not declared:
            return None
        return one._replace(region=None) if one.department is not None else one


def is_open(selection: Selection, closed: ClosedUnits) -> bool:
    """Whether the figure of the selection over a period may be shown, when that of `closed` may not."""
    unit = selection.unit()
    if unit is not None and unit.site is not None:
        return unit.site not in closed.sites
    if unit is not None:
        return unit not in closed.groups
    hidden = [site for site in closed.sites.values() if selection.holds(site)]
    return any(
        all(_covered(selection, site, closed.groups, chain) for site in hidden) for chain in (organisation, territory)
    )


def _covered(selection: Selection, site: Unit, closed: frozenset[Unit], chain: Callable[[Unit], list[Unit]]) -> bool:
    return any(group not in closed and selection.holds_group(group, site) for group in chain(site))
