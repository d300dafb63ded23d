"""What is demonstrated worse than the rest of the network: engagements of the services of a perimeter, and its sites.

They are the verdicts of the pages Services and Sites, with their corrections; nothing is tested again here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.comparing import useful_gaps
from dashboard.analyses.figures import figures
from dashboard.analyses.frozen_figures import frozen_figure
from dashboard.analyses.frozen_tables import network_table
from dashboard.analyses.question import Question
from dashboard.analyses.services import matrix
from dashboard.analyses.sites import sites
from dashboard.analyses.span import overlaps_published
from dashboard.disclosure import Thresholds
from dashboard.domain.agenda import AgendaItem, ItemKind
from dashboard.domain.comparison import Against, Comparison, Verdict
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording.comparison import read_comparison
from dashboard.wording.dates import period
from dashboard.wording.grammar import inside

MOST = 3
"""Engagements, and sites, that an agenda shows."""


@dataclass(frozen=True, slots=True)
class _Worse:
    """A unit worse than the others of its network. `gap`: counted in gaps that matter; `limit`: what limits all the
    verdicts of its table."""

    place: str
    scope: Scope
    indicator: str
    comparison: Comparison
    gap: float
    limit: str


def worse_than_network(
    reader: Reader, scope: Scope, thresholds: Thresholds, asked: Period, against: Against, where: str
) -> tuple[AgendaItem, ...]:
    """The engagements of services, or of the sites that are chosen (`where`, in words), then the sites: the worst
    first, three of each at most, a site once. Nothing when nothing is demonstrated. Raises QueryError."""
    engagements = sorted(_engagements(reader, scope, thresholds, asked, against, where), key=_worst)
    alone = sorted(_sites(reader, scope, thresholds, asked), key=_worst) if len(scope.sites) != 1 else []
    first_of = {one.scope: one for one in reversed(alone)}
    chosen = [*engagements[:MOST], *sorted(first_of.values(), key=_worst)[:MOST]]
    return tuple(_item(reader, one, thresholds, asked) for one in chosen)


def _engagements(
    reader: Reader, scope: Scope, thresholds: Thresholds, asked: Period, against: Against, where: str
) -> Iterator[_Worse]:
    found = reader.compute(matrix, scope, thresholds, period=asked, against=against)  # as the page Services asks
    for (service, _), cell in found.cells.items():
        if cell.network.verdict is Verdict.WORSE:
            indicator, here = cell.judged.figure.indicator, replace(scope, services=(service,))
            place = where if scope.sites else found.services[service]
            gap = useful_gaps(cell.network, indicator)
            yield _Worse(place, here, indicator.code, cell.network, gap, found.reading.limit)


def _sites(reader: Reader, scope: Scope, thresholds: Thresholds, asked: Period) -> Iterator[_Worse]:
    for code, indicator in reader.compute(indicators).items():
        if not indicator.headline or not overlaps_published(reader, (code,), asked):
            continue
        found = reader.compute(sites, code, scope, thresholds, asked)  # as the page Sites asks
        for one in found.sites:
            if one.verdict is Verdict.WORSE:
                gap, here = useful_gaps(one.comparison, indicator), replace(scope, sites=(one.code,))
                yield _Worse(one.label, here, code, one.comparison, gap, found.reading.limit)


def _worst(one: _Worse) -> tuple[float, str, str]:
    return -one.gap, one.indicator, one.place


def _item(reader: Reader, one: _Worse, thresholds: Thresholds, asked: Period) -> AgendaItem:
    [figure] = figures(reader, Question((one.indicator,), (), one.scope, asked), thresholds)
    return AgendaItem(
        ItemKind.REFERENCE,
        f"{one.place}\u00a0: {inside(figure.indicator.label)}",
        read_comparison(figure.indicator, figure.estimate, one.comparison).conclusion,
        one.limit,
        one.place,
        period(figure.period),
        frozen_figure(reader, figure, one.scope, thresholds),
        network_table(figure, one.comparison),
    )
