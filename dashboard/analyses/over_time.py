"""One indicator over time: its series, its limits, the period against the previous one and against last year."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.analyses.answers import resolve
from dashboard.analyses.figures import Figure, Question, figures
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.target_in_force import target_of
from dashboard.analyses.time_series import Series, series_by
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against
from dashboard.domain.indicator import Indicator, Target
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.stats.xmr import Assurance, assurance
from dashboard.store.reads import Reader
from dashboard.wording import sentences
from dashboard.wording.sentences import Reading


@dataclass(frozen=True, slots=True)
class OverTime:
    """`series` is None when nothing was observed. `assurance`: what the process will do of the target of the year."""

    indicator: Indicator
    series: Series | None
    previous: Figure | None
    last_year: Figure | None
    target: Target | None
    assurance: Assurance | None
    reading: Reading


def over_time(
    reader: Reader,
    indicator: str,
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    window: Period | None = None,
) -> OverTime:
    """`window` is what the chart shows (default: all that is published), `period` what is compared (default: the last
    12 months of the window). Raises QueryError."""
    [chosen], shown = resolve(reader, Question((indicator,), period=window))
    check_scope(reader, scope)
    if shown is None:
        return OverTime(chosen, None, None, None, None, None, sentences.series(chosen, "", frozenset(), 0, 0, 0, False))
    found = series_by(reader, [chosen], (), scope, shown, thresholds)
    series = next(iter(found.values()), None)
    compared = period or Period.ending(_last_month(series, shown), min(12, shown.months))
    question = Question((indicator,), (), scope, compared, Against.PREVIOUS)
    [previous] = figures(reader, question, thresholds)
    [last_year] = figures(reader, replace(question, against=Against.LAST_YEAR), thresholds)
    target = target_of(chosen, scope, compared)
    return OverTime(chosen, series, previous, last_year, target, _assurance(series, target), reading(chosen, series))


def _last_month(series: Series | None, window: Period) -> date:
    return series.last.month if series is not None and series.last is not None else window.last_month


def _assurance(series: Series | None, target: Target | None) -> Assurance | None:
    if series is None or target is None or not series.segments:
        return None
    return assurance(series.segments[-1], target.value, series.indicator.direction)


def reading(indicator: Indicator, series: Series | None) -> Reading:
    """What the series allows to say of its last whole month."""
    last = series.last if series is not None else None
    if series is None or last is None:
        return sentences.series(indicator, "", frozenset(), 0, 0, 0, False)
    points = series.segments[-1].points if series.segments else 0
    rules = frozenset(int(rule) for rule in last.rules)
    return sentences.series(
        indicator, last.signal.value, rules, points or 1, series.missing, len(series.breaks), last.upper is not None
    )
