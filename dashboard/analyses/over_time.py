"""One indicator over time: its series, its limits, the period against the previous one and against last year."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.analyses.answers import resolve
from dashboard.analyses.change import NOT_SIGNALLED, Dated, dated
from dashboard.analyses.figures import Figure, Question, figures
from dashboard.analyses.limits import setting_of
from dashboard.analyses.scopes import check_scope
from dashboard.analyses.steps import YEAR, Step, stepped_series
from dashboard.analyses.target_in_force import target_of
from dashboard.analyses.time_series import Chart, Month, Series
from dashboard.disclosure import Thresholds
from dashboard.domain.comparison import Against
from dashboard.domain.estimate import Estimate, Shown, Status, Withheld
from dashboard.domain.indicator import Indicator, Target
from dashboard.domain.period import Grain, Period
from dashboard.domain.scope import Scope
from dashboard.stats.xmr import Assurance, assurance
from dashboard.store.reads import Reader
from dashboard.wording.dates import bucket
from dashboard.wording.dates import month as month_words
from dashboard.wording.limits import PLAIN, Setting
from dashboard.wording.reading import Reading
from dashboard.wording.series import Extent, LastStep, read_series


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
    setting: Setting = PLAIN
    """What limits the figures of the period compared."""
    dated: Dated = NOT_SIGNALLED
    """Since when, when there is a signal."""
    latest: Period | None = None
    """The months of the last whole step that has a figure."""


def over_time(
    reader: Reader,
    indicator: str,
    scope: Scope,
    thresholds: Thresholds,
    period: Period | None = None,
    window: Period | None = None,
    step: Step = Step.FINEST,
    chart: Chart = Chart.XMR,
) -> OverTime:
    """`window` is what the chart shows (default: all that is published), at a `step`, as a kind of `chart`; `period` is
    what is compared (default: the last 12 months of the window). Raises QueryError."""
    [chosen], shown = resolve(reader, Question((indicator,), period=window))
    check_scope(reader, scope)
    if shown is None:
        return OverTime(chosen, None, None, None, None, None, reading(chosen, None))
    series = stepped_series(reader, chosen, scope, shown, thresholds, step, chart)
    compared = period or Period.ending(_last_month(series, shown), min(12, shown.months))
    previous, last_year = compared_twice(reader, chosen.code, scope, thresholds, compared)
    target = target_of(chosen, scope, compared)
    setting = setting_of(reader, compared, [chosen])
    ends, read = _assurance(series, target), reading(chosen, series)
    latest = _latest(series, step)
    return OverTime(chosen, series, previous, last_year, target, ends, read, setting, dated(series), latest)


def compared_twice(
    reader: Reader, indicator: str, scope: Scope, thresholds: Thresholds, period: Period
) -> tuple[Figure, Figure]:
    """The figure of a period against the one just before, then against the same months one year earlier."""
    question = Question((indicator,), (), scope, period, Against.PREVIOUS)
    [previous] = figures(reader, question, thresholds)
    [last_year] = figures(reader, replace(question, against=Against.LAST_YEAR), thresholds)
    return previous, last_year


def _latest(series: Series | None, step: Step) -> Period | None:
    if series is None or series.last is None or (series.rolling and step is not Step.ROLLING):
        return None
    return Period.ending(series.last.month, YEAR if step is Step.ROLLING else series.step)


def _last_month(series: Series | None, window: Period) -> date:
    return series.last.month if series is not None and series.last is not None else window.last_month


def _assurance(series: Series | None, target: Target | None) -> Assurance | None:
    if series is None or target is None or not series.segments:
        return None
    return assurance(series.segments[-1], target.value, series.indicator.direction)


def reading(indicator: Indicator, series: Series | None) -> Reading:
    """What the series allows to say of its last whole step."""
    if series is None:
        return read_series(indicator, None, Extent(0))
    masked = sum(isinstance(e, Withheld) and e.status is Status.MASKED for e in _whole(series))
    points = series.segments[-1].points if series.segments else 0
    last = series.last
    extent = Extent(
        known=points,
        missing=series.missing,
        masked=masked,
        breaks=len(series.breaks),
        step=series.step,
        limits=last is not None and last.upper is not None,
        rolling=series.rolling,
    )
    if last is None:
        return read_series(indicator, None, extent, _setting(series))
    rules = frozenset(int(rule) for rule in last.rules)
    fragile = isinstance(last.estimate, Shown) and last.estimate.fragile
    return read_series(
        indicator, LastStep(_when(series, last), last.signal.value, rules, fragile), extent, _setting(series)
    )


def _whole(series: Series) -> list[Estimate]:
    return [month.estimate for month in series.months if not month.unfinished]


def _when(series: Series, last: Month) -> str:
    grain = next((grain for grain in Grain if grain.months == series.step), None)
    return bucket(last.month, grain) if grain is not None else month_words(last.month)


def _setting(series: Series) -> Setting:
    # A step of several months is named by its last one, which is not the month under way.
    late = [month.month for month in series.months if month.unfinished and series.step == 1]
    return Setting(running=late[0]) if late else PLAIN
