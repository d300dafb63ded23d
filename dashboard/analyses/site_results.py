"""The rows of many site sheets in a few reads: each network is read once for all its sites that are asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.correction import corrected
from dashboard.analyses.figures import Figure, figure_of
from dashboard.analyses.networks import networks, peers
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.references import against_earlier, earlier
from dashboard.analyses.site_sheet import site_sheet
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store.reads import Reader
from dashboard.store.site_records import Sites

FEW = 5
"""Up to so many sites of a network, their earlier figures are read without those of the others."""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """One indicator of a site: the figure, the gap with its peers and the change over a year of its sheet."""

    figure: Figure
    peers: Comparison
    last_year: Comparison


def site_results(
    reader: Reader, sites: Sequence[Sites], thresholds: Thresholds, period: Period
) -> dict[str, tuple[SiteResult, ...]]:
    """The results of each of `sites` by its code, those of `site_sheet` without its series; empty: nothing observed."""
    found: dict[str, tuple[SiteResult, ...]] = {}
    catalogue = list(indicators(reader).values())
    for (service, site_type), members in _networks(sites).items():
        scope = Scope(services=(service,) if service else (), site_types=(site_type,))
        found |= _of_network(reader, {site.code for site in members}, scope, catalogue, period, thresholds)
    for site in sites:
        if site.code not in found:
            found[site.code] = _of_sheet(reader, site, thresholds, period)
    return {site.code: found[site.code] for site in sites}


def _networks(sites: Iterable[Sites]) -> dict[tuple[str | None, str], list[Sites]]:
    """The sites that have a network, by its service and type."""
    found: dict[tuple[str | None, str], list[Sites]] = {}
    for site in sites:
        if site.level == Level.SITE and site.site_type:
            found.setdefault((site.service, site.site_type), []).append(site)
    return found


def _of_sheet(reader: Reader, site: Sites, thresholds: Thresholds, period: Period) -> tuple[SiteResult, ...]:
    """A territory, or a site without a type: its sheet."""
    rows = site_sheet(reader, site.code, thresholds, period).rows
    return tuple(SiteResult(row.figure, row.peers, row.last_year) for row in rows)


def _of_network(
    reader: Reader,
    codes: set[str],
    scope: Scope,
    catalogue: Sequence[Indicator],
    period: Period,
    thresholds: Thresholds,
) -> dict[str, tuple[SiteResult, ...]]:
    """The results of the sites `codes` of one network."""
    question = Question(tuple(i.code for i in catalogue), (Axis.SITE,), scope, period)
    everyone = peers(reader, question, catalogue, period, thresholds)
    network = networks(reader, question, catalogue, period, thresholds, everyone)
    own: dict[str, list[Answer]] = {code: [] for code in codes}
    for answer in everyone.values():
        if answer.key.site in own:
            own[answer.key.site].append(answer)
    asked = question if len(codes) > FEW else replace(question, scope=replace(scope, sites=tuple(codes)))
    before = earlier(reader, asked, catalogue, period, thresholds, Against.LAST_YEAR)
    running = unfinished_month(reader)
    found = {}
    for code, listed in own.items():
        changes = corrected([against_earlier(a, Against.LAST_YEAR, before, question, running) for a in listed])
        compared = network.against_all(listed)
        results = [
            SiteResult(figure_of(answer, question, beside), beside, change)
            for answer, beside, (change, _) in zip(listed, compared, changes, strict=True)
        ]
        results.sort(key=lambda one: (one.figure.indicator.commitment or 99, one.figure.indicator.code))
        found[code] = tuple(results)
    return found
