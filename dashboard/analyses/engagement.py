"""One engagement: its indicators over the scope, and each of them service by service."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analyses.answers import answers
from dashboard.analyses.commitments import Engagement, published_engagements
from dashboard.analyses.judging import Judged, families, judges, read_judged
from dashboard.analyses.limits import setting_of
from dashboard.analyses.observed import Key
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.span import published_period
from dashboard.analyses.time_series import Series, series_by
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.store.reads import Reader
from dashboard.wording import left_out
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.progress import INDICATOR
from dashboard.wording.reading import Reading
from dashboard.wording.units import SERVICE, Tally, read_units

WINDOW = 24
"""Months of the series."""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator: the whole scope (`judged`, `series`; None when nothing was observed), corrected for the number of
    indicators and without its network, and service by service, corrected for the number of services."""

    indicator: Indicator
    judged: Judged | None
    series: Series | None
    services: tuple[Judged, ...]
    reading: Reading
    """Its services against the rest of the network."""


@dataclass(frozen=True, slots=True)
class EngagementView:
    """An engagement and its indicators, the headline ones first."""

    engagement: Engagement
    period: Period | None
    indicators: tuple[IndicatorView, ...]
    reading: Reading
    """Its indicators against the earlier period."""


def engagement(
    reader: Reader,
    number: int,
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    edition: int | None = None,
    against: Against = Against.LAST_YEAR,
) -> EngagementView:
    """Raises QueryError when the engagement is not of the edition."""
    listed = published_engagements(reader, edition)
    chosen = next((e for e in listed if e.commitment.number == number), None)
    if chosen is None:
        known = ", ".join(str(e.commitment.number) for e in listed)
        raise QueryError(f"L’engagement n°\u00a0{number} n’existe pas. Engagements\u00a0: {known}.")
    check_scope(reader, scope)
    span = published_period(reader, chosen.indicators, period) if chosen.indicators else None
    if span is None:
        nothing = tuple(IndicatorView(i, None, None, (), _levels((), PLAIN)) for i in chosen.indicators)
        return EngagementView(chosen, None, nothing, read_judged(INDICATOR, [], PLAIN))
    whole = _judged(reader, chosen.indicators, (), scope, span, thresholds, against)
    whole = dict(zip(whole, families(list(whole.values())), strict=True))
    split = _judged(reader, chosen.indicators, (Axis.SERVICE,), scope, span, thresholds, against)
    window = Period.ending(span.last_month, max(WINDOW, span.months))
    series = series_by(reader, chosen.indicators, (), scope, window, thresholds)
    views = []
    for indicator in chosen.indicators:
        key = Key(indicator.code)
        services = tuple(families([item for place, item in split.items() if place.indicator == indicator.code]))
        levels = _levels(services, setting_of(reader, span, [indicator]))
        views.append(IndicatorView(indicator, whole.get(key), series.get(key), services, levels))
    setting = setting_of(reader, span, [judged.figure.indicator for judged in whole.values()], against)
    return EngagementView(chosen, span, tuple(views), read_judged(INDICATOR, list(whole.values()), setting))


def _levels(services: Sequence[Judged], setting: Setting) -> Reading:
    peers = [judged.network for judged in services]
    return read_units(SERVICE, Tally.of([c.verdict for c in peers], left_out.causes(peers)), setting)


def _judged(
    reader: Reader,
    chosen: Sequence[Indicator],
    by: tuple[Axis, ...],
    scope: Scope,
    span: Period,
    thresholds: Thresholds,
    against: Against,
) -> dict[Key, Judged]:
    question = Question(tuple(i.code for i in chosen), by, scope, span)
    judge = judges(reader, question, chosen, span, thresholds, against, peers=bool(by))
    return {key: judge(answer) for key, answer in answers(reader, question, chosen, span, thresholds).items()}
