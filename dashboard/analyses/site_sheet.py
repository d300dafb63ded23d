"""One site against its peers: the sites of the same type and service, without itself."""

from dataclasses import dataclass

from dashboard.analyses.answers import answers
from dashboard.analyses.catalogue import indicators, unknown
from dashboard.analyses.correction import corrected
from dashboard.analyses.figures import Figure, figure_of
from dashboard.analyses.limits import setting_of
from dashboard.analyses.question import Question
from dashboard.analyses.references import against_earlier, against_network, against_target, earlier, network_rows
from dashboard.analyses.span import published_period
from dashboard.analyses.time_series import Series, series_by
from dashboard.analyses.unfinished import unfinished_month
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import Site
from dashboard.wording import left_out
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import INDICATOR, PEERS, Tally, read_units

WINDOW = 24
"""Months of the series."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One indicator of a site. `peers` is corrected for the number of indicators of the sheet (`adjusted_p`)."""

    figure: Figure
    peers: Comparison
    adjusted_p: float | None
    last_year: Comparison
    target: Comparison
    series: Series | None


@dataclass(frozen=True, slots=True)
class SiteSheet:
    """`site` is the record of the register; rows by engagement, then by code of indicator."""

    site: Site
    period: Period | None
    rows: tuple[SheetRow, ...]
    reading: Reading


def site_sheet(reader: Reader, code: str, thresholds: Thresholds, period: Period | None = None) -> SiteSheet:
    """All the indicators of a site that were observed. Raises QueryError when the site does not exist."""
    site = reads.site(reader, code)
    if site is None:
        raise unknown("Le site", "n’existe pas", code, [row.code for row in reads.sites(reader)])
    catalogue = list(indicators(reader).values())
    span = published_period(reader, catalogue, period)
    if span is None:
        return SiteSheet(site, None, (), _reading([], PLAIN))
    # `network()` drops the site and keeps its service and type: its peers.
    scope = Scope(
        services=(site.service,) if site.service else (),
        site_types=(site.site_type,) if site.site_type else (),
        sites=(code,),
    )
    question = Question(tuple(i.code for i in catalogue), (), scope, span)
    drawn = list(answers(reader, question, catalogue, span, thresholds).values())
    chosen = [answer.indicator for answer in drawn]
    networks = network_rows(reader, question, chosen, span)
    last_year = earlier(reader, question, chosen, span, thresholds, Against.LAST_YEAR)
    running = unfinished_month(reader)
    series = series_by(reader, chosen, (), scope, _window(span), thresholds)
    peers = corrected([against_network(answer, networks, thresholds) for answer in drawn])
    rows = []
    for answer, (comparison, adjusted_p) in zip(drawn, peers, strict=True):
        before = against_earlier(answer, Against.LAST_YEAR, last_year, question, running)
        target = against_target(answer, last_year, question, running)
        figure = figure_of(answer, question, comparison)
        rows.append(SheetRow(figure, comparison, adjusted_p, before, target, series.get(answer.key)))
    rows.sort(key=lambda row: (row.figure.indicator.commitment or 99, row.figure.indicator.code))
    return SiteSheet(site, span, tuple(rows), _reading(rows, setting_of(reader, span, chosen)))


def _window(span: Period) -> Period:
    return Period.ending(span.last_month, max(WINDOW, span.months))


def _reading(rows: list[SheetRow], setting: Setting) -> Reading:
    peers = [row.peers for row in rows]
    tally = Tally.of([comparison.verdict for comparison in peers], left_out.causes(peers))
    return read_units(INDICATOR, tally, setting, reference=PEERS)
