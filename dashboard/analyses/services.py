"""Services side by side: the matrix service × engagement, whose cell crosses time signal, peer verdict and target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analyses.answers import Answer, answers
from dashboard.analyses.commitments import Engagement, published_engagements, standing_for
from dashboard.analyses.judging import Judged, families, judges
from dashboard.analyses.limits import setting_of
from dashboard.analyses.networks import about_sites
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.span import published_period
from dashboard.analyses.time_series import Series, series_by
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against, Comparison
from dashboard.domain.french_order import place_of
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording import left_out, limits
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.units import RESULT, Tally, read_units

WINDOW = 24
"""Months of the series behind the time signal."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A service and an engagement, through its headline indicator. `judged` is corrected over the whole matrix, and
    `network` is its verdict against the network, `adjusted_p` the corrected p-value of it."""

    service: str
    engagement: int
    judged: Judged
    network: Comparison
    adjusted_p: float | None
    series: Series | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """`services`: code → label, in the order of the labels; `cells` by (service, number); absent: nothing observed."""

    services: Mapping[str, str]
    engagements: tuple[Engagement, ...]
    cells: Mapping[tuple[str, int], Cell]
    period: Period | None
    reading: Reading


def matrix(
    reader: Reader,
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    edition: int | None = None,
    against: Against = Against.LAST_YEAR,
) -> Matrix:
    """The headline indicators of every service of the scope. Raises QueryError."""
    listed = published_engagements(reader, edition)
    check_scope(reader, scope)
    chosen = list({i.code: i for e in listed for i in e.headlines}.values())
    span = published_period(reader, chosen, period) if chosen else None
    if span is None:
        return Matrix({}, tuple(listed), {}, None, _reading([], PLAIN))
    question = Question(tuple(i.code for i in chosen), (Axis.SERVICE,), scope, span)
    found = answers(reader, question, chosen, span, thresholds)
    judge = judges(reader, question, chosen, span, thresholds, against)
    window = Period.ending(span.last_month, max(WINDOW, span.months))
    series = series_by(reader, chosen, (Axis.SERVICE,), scope, window, thresholds)
    places = _headline_cells(found, listed)
    judged = {place: judge(found[key]) for place, key in places.items()}
    cells = {
        place: Cell(*place, item, item.network, item.network.adjusted_p, series.get(places[place]))
        for place, item in zip(judged, families(list(judged.values())), strict=True)
    }
    names = {row.code: row.name for row in reads.services(reader)}
    present = {service for service, _ in cells}
    labels = {code: names.get(code, code) for code in sorted(present, key=lambda c: place_of(names.get(c, c) or c))}
    shown = [cell.judged for cell in cells.values()]
    setting = setting_of(reader, span, [item.figure.indicator for item in shown])
    return Matrix(labels, tuple(listed), cells, span, _reading(shown, setting, of_sites=about_sites(question)))


def _headline_cells(found: Mapping[Key, Answer], listed: list[Engagement]) -> dict[tuple[str, int], Key]:
    """For each service and engagement, the first headline indicator that may be shown, else the first observed."""
    services = sorted({key.service for key in found if key.service is not None})
    places: dict[tuple[str, int], Key] = {}
    for service in services:
        for engagement in listed:
            keys = [Key(i.code, service=service) for i in engagement.headlines]
            code = standing_for(engagement, {key.indicator: found[key].estimate for key in keys if key in found})
            if code is not None:
                places[service, engagement.commitment.number] = Key(code, service=service)
    return places


def _reading(shown: Sequence[Judged], setting: Setting, *, of_sites: bool = False) -> Reading:
    """Against the network; `of_sites`: the perimeter is one site, whose verdicts are those of its families."""
    found = [item.network for item in shown]
    tally = Tally.of([c.verdict for c in found], left_out.causes(found))
    changes = Tally.of([item.earlier.verdict for item in shown]).tested
    correction = limits.OF_SITES if of_sites else limits.corrected(tally.tested), limits.changes(changes)
    return read_units(RESULT, tally, setting, correction=correction)
