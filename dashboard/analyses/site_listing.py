"""Every site of a perimeter on one indicator: those that have a figure, and why the others have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dashboard.analyses.observed import restrictions
from dashboard.analyses.sites import SiteFigure
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import may_judge
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.french_order import place_of, searchable
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import ObservedSites

LEFT = 24
"""Months of silence after which a site has left the perimeter, as for deliveries (`coverage`)."""


class State(StrEnum):
    """What there is to show of a site: five states of absence that are never confused, and a total without sense."""

    SHOWN = "shown"
    TOO_FEW = "too_few"  # shown with its interval, never judged
    WITHHELD = "withheld"  # secret statistique
    UNDER_WAY = "under_way"  # the next figure is not due yet
    NOT_DELIVERED = "not_delivered"  # it gave the indicator before, and not for this period
    NOT_CONCERNED = "not_concerned"  # it never gave it, gives it no more, or closed
    NO_TOTAL = "no_total"  # values published without a base


@dataclass(frozen=True, slots=True)
class RegisteredSite:
    """A site of the perimeter. `found_by`: name, town and code without case or accent; `order`: its place in a list."""

    code: str
    label: str
    city: str | None
    region: str | None
    service: str | None
    absence: State
    found_by: str
    order: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ListedSite:
    """A line of the list. `figure` None: nothing was observed."""

    site: RegisteredSite
    state: State
    figure: SiteFigure | None = None


def register(reader: Reader, indicator: str, scope: Scope, period: Period) -> tuple[RegisteredSite, ...]:
    """The sites of a scope by name, each with the reason that holds when it has no figure over `period`."""
    given = {row.site: row for row in reads.observed_sites(reader, indicator=indicator, stop=period.stop)}
    running = unfinished_month(reader)
    rows = reads.sites(reader, levels=["site"], **restrictions(scope))
    listed = [
        RegisteredSite(
            row.code,
            row.name,
            row.city,
            row.region_label,
            row.service_label,
            absence(given.get(row.code), period, running) if row.active else State.NOT_CONCERNED,
            searchable(f"{row.name} {row.city or ''} {row.code}"),
            (*place_of(row.name), row.code),
        )
        for row in rows
    ]
    return tuple(sorted(listed, key=lambda site: site.order))


def absence(given: ObservedSites | None, period: Period, running: date | None) -> State:
    """Why a site has no figure over `period`; `given`: its last figure before the end of the period."""
    if given is None or given.last_month < shift(period.start, -LEFT):
        return State.NOT_CONCERNED
    if running is not None and shift(given.last_month, given.months) >= running:
        return State.UNDER_WAY
    return State.NOT_DELIVERED


def listing(registered: tuple[RegisteredSite, ...], figures: Mapping[str, SiteFigure], indicator: Indicator) -> list[
    ListedSite
]:  # fmt: skip
    """The register with the figures of `sites`, by code, in the order of the names."""
    found = []
    for site in registered:
        figure = figures.get(site.code)
        state = site.absence if figure is None else state_of(figure.estimate, indicator)
        found.append(ListedSite(site, state, figure))
    return found


def state_of(estimate: Estimate, indicator: Indicator) -> State:
    """What may be said of a figure."""
    if isinstance(estimate, Shown):
        return State.SHOWN if may_judge(estimate, minimum=indicator.minimum_n) else State.TOO_FEW
    return _withheld(estimate)


def _withheld(estimate: Withheld) -> State:
    match estimate.status:
        case Status.MASKED:
            return State.WITHHELD
        case Status.INSUFFICIENT:
            return State.TOO_FEW
        case Status.NOT_COMPARABLE | Status.NO_BENCHMARK:
            return State.NO_TOTAL
        case _:
            return State.NOT_DELIVERED


def matches(site: RegisteredSite, words: Sequence[str]) -> bool:
    """Whether every word typed (`searchable`) begins or is inside the name, the town or the code."""
    return all(word in site.found_by for word in words)
