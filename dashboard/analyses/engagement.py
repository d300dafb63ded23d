"""One engagement: its indicators over the scope, and each of them service by service."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.analyses.answers import answers
from dashboard.analyses.catalogue import indicators
from dashboard.analyses.commitments import Engagement, engagements
from dashboard.analyses.judging import Judged, corrected, judges
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

WINDOW = 24
"""Months of the series."""


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator: the whole scope (`judged`, `series`; None when nothing was observed) and service by service, whose
    verdicts against the network are corrected for their number."""

    indicator: Indicator
    judged: Judged | None
    series: Series | None
    services: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class EngagementView:
    """An engagement and its indicators, the headline ones first."""

    engagement: Engagement
    period: Period | None
    indicators: tuple[IndicatorView, ...]


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
    listed = engagements(reader, indicators(reader), edition)
    chosen = next((e for e in listed if e.commitment.number == number), None)
    if chosen is None:
        known = ", ".join(str(e.commitment.number) for e in listed)
        raise QueryError(f"L’engagement n°\u00a0{number} n’existe pas. Engagements\u00a0: {known}.")
    check_scope(reader, scope)
    span = published_period(reader, chosen.indicators, period) if chosen.indicators else None
    if span is None:
        return EngagementView(chosen, None, tuple(IndicatorView(i, None, None, ()) for i in chosen.indicators))
    whole = _judged(reader, chosen.indicators, (), scope, span, thresholds, against)
    split = _judged(reader, chosen.indicators, (Axis.SERVICE,), scope, span, thresholds, against)
    window = Period.ending(span.last_month, max(WINDOW, span.months))
    series = series_by(reader, chosen.indicators, (), scope, window, thresholds)
    views = tuple(
        IndicatorView(
            indicator,
            whole.get(Key(indicator.code)),
            series.get(Key(indicator.code)),
            _family([judged for key, judged in split.items() if key.indicator == indicator.code]),
        )
        for indicator in chosen.indicators
    )
    return EngagementView(chosen, span, views)


def _family(services: Sequence[Judged]) -> tuple[Judged, ...]:
    """The services of one indicator, their verdicts against the network corrected for their number."""
    peers = corrected([judged.network for judged in services])
    return tuple(replace(judged, network=network) for judged, (network, _) in zip(services, peers, strict=True))


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
    judge = judges(reader, question, chosen, span, thresholds, against)
    return {key: judge(answer) for key, answer in answers(reader, question, chosen, span, thresholds).items()}
