"""One site against its peers: the sites of the same type and service, without itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import Answer, answers
from dashboard.analyses.catalogue import indicators, unknown
from dashboard.analyses.correction import corrected
from dashboard.analyses.figures import Figure, figure_of
from dashboard.analyses.limits import setting_of
from dashboard.analyses.networks import Networks, families, networks, peers, pooled
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Question
from dashboard.analyses.references import against_earlier, against_target, earlier, network_rows
from dashboard.analyses.span import published_period
from dashboard.analyses.spine import Spine, spine_of
from dashboard.analyses.time_series import Series, series_by
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.estimate import Estimate
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import Site, Successions
from dashboard.wording import left_out, limits
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import INDICATOR, PEERS, Tally, read_units

WINDOW = 24
"""Months of the series."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One indicator of a site. `peers`: the verdict of the family of its network, hence the one of the page of the
    sites, corrected for the number of sites; `last_year`: corrected for the number of indicators of the sheet."""

    figure: Figure
    peers: Comparison
    last_year: Comparison
    target: Comparison
    series: Series | None
    spine: Spine | None = None

    @property
    def adjusted_p(self) -> float | None:
        return self.peers.adjusted_p


@dataclass(frozen=True, slots=True)
class SiteSheet:
    """`site` is the record of the register; rows by engagement, then by code of indicator. `successions`: those that
    name the site."""

    site: Site
    period: Period | None
    rows: tuple[SheetRow, ...]
    reading: Reading
    successions: tuple[Successions, ...] = ()


def site_sheet(reader: Reader, code: str, thresholds: Thresholds, period: Period | None = None) -> SiteSheet:
    """All the indicators of a site that were observed. Raises QueryError when the site does not exist."""
    site = reads.site(reader, code)
    if site is None:
        raise unknown("Le site", "n’existe pas", code, [row.code for row in reads.sites(reader)])
    successions = tuple(row for row in reads.successions(reader) if code in (row.former, row.successor))
    catalogue = list(indicators(reader).values())
    span = published_period(reader, catalogue, period)
    if span is None:
        return SiteSheet(site, None, (), _reading([], PLAIN), successions)
    # `network()` drops the site and keeps its service and type: its peers.
    scope = Scope(
        services=(site.service,) if site.service else (),
        site_types=(site.site_type,) if site.site_type else (),
        sites=(code,),
    )
    question = Question(tuple(i.code for i in catalogue), (), scope, span)
    drawn, network, others = _own(reader, site, question, catalogue, span, thresholds)
    chosen = [answer.indicator for answer in drawn]
    last_year = earlier(reader, question, chosen, span, thresholds, Against.LAST_YEAR)
    running = unfinished_month(reader)
    series = series_by(reader, chosen, (), scope, _window(span), thresholds)
    before = corrected([against_earlier(a, Against.LAST_YEAR, last_year, question, running) for a in drawn])
    rows = []
    for answer, (change, _) in zip(drawn, before, strict=True):
        comparison = network.against(answer)
        target = against_target(answer, last_year, question, running)
        figure = figure_of(answer, question, comparison)
        spine = spine_of(answer.estimate, others.get(answer.indicator.code, ()))
        rows.append(SheetRow(figure, comparison, change, target, series.get(answer.key), spine))
    rows.sort(key=lambda row: (row.figure.indicator.commitment or 99, row.figure.indicator.code))
    return SiteSheet(site, span, tuple(rows), _reading(rows, setting_of(reader, span, chosen)), successions)


def _own(
    reader: Reader,
    site: Site,
    question: Question,
    catalogue: Sequence[Indicator],
    span: Period,
    thresholds: Thresholds,
) -> tuple[list[Answer], Networks, Mapping[str, Sequence[Estimate]]]:
    """The figures of the site, its networks, and the figures of its peers by indicator. A site is found among those of
    its type: one read for all."""
    if site.level != Level.SITE or not site.site_type:
        drawn = answers(reader, question, catalogue, span, thresholds)
        found = [answer.indicator for answer in drawn.values()]
        return list(drawn.values()), networks(reader, question, found, span, thresholds, drawn), {}
    everyone = peers(reader, question, catalogue, span, thresholds)
    own = [replace(a, key=Key(a.indicator.code)) for a in everyone.values() if a.key.site == site.code]
    observed = {answer.indicator.code for answer in own}
    members = {key: answer for key, answer in everyone.items() if key.indicator in observed}
    rows = pooled(reader, question, members, span)
    if rows is None:
        rows = network_rows(reader, question, [answer.indicator for answer in own], span)
    others: dict[str, list[Estimate]] = {}
    for answer in members.values():
        if answer.key.site != site.code:
            others.setdefault(answer.indicator.code, []).append(answer.estimate)
    return own, Networks(question, rows, families(members, rows, thresholds), thresholds), others


def _window(span: Period) -> Period:
    return Period.ending(span.last_month, max(WINDOW, span.months))


def _reading(rows: list[SheetRow], setting: Setting) -> Reading:
    found = [row.peers for row in rows]
    tally = Tally.of([comparison.verdict for comparison in found], left_out.causes(found))
    changes = Tally.of([row.last_year.verdict for row in rows]).tested
    correction = limits.OF_SITES, limits.changes(changes)
    return read_units(INDICATOR, tally, setting, reference=PEERS, correction=correction)
