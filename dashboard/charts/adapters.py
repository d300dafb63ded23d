"""From the words of the analyses to the signs and series that charts draw."""

from collections.abc import Iterable
from datetime import date

from dashboard.analyses.time_series import Month
from dashboard.analyses.time_series import Series as AnalysedSeries
from dashboard.charts.series import Mark, MonthPoint, Series
from dashboard.charts.signs import Goal, Rule, Signal, Verdict
from dashboard.domain.comparison import Comparison
from dashboard.domain.comparison import Verdict as Found
from dashboard.domain.estimate import Shown
from dashboard.domain.event import Event
from dashboard.domain.period import months_between, shift
from dashboard.stats import xmr
from dashboard.stats.runs import Rule as RuleFound

_VERDICTS = {
    Found.BETTER: Verdict.BETTER,
    Found.WORSE: Verdict.WORSE,
    Found.HIGHER: Verdict.HIGHER,
    Found.LOWER: Verdict.LOWER,
    Found.STABLE: Verdict.STABLE,
    Found.NO_EVIDENCE: Verdict.SIMILAR,
}
_CHANGES = {
    Found.BETTER: Signal.IMPROVEMENT,
    Found.WORSE: Signal.CONCERN,
    Found.HIGHER: Signal.CHANGE,
    Found.LOWER: Signal.CHANGE,
}
_GOALS = {Found.MET: Goal.MET, Found.IMPROVING: Goal.CLOSER, Found.NOT_IMPROVING: Goal.MISSED}
_SIGNALS = {
    xmr.Signal.IMPROVEMENT: Signal.IMPROVEMENT,
    xmr.Signal.CONCERN: Signal.CONCERN,
    xmr.Signal.NEUTRAL: Signal.CHANGE,
    xmr.Signal.COMMON_CAUSE: Signal.USUAL,
}
_RULES = {
    RuleFound.OUTSIDE: Rule.OUTSIDE,
    RuleFound.TREND: Rule.TREND,
    RuleFound.SHIFT: Rule.SHIFT,
    RuleFound.TWO_OF_THREE: Rule.TWO_OF_THREE,
}


def verdict(found: Found) -> Verdict:
    """The sign of a verdict against a reference; nothing tested, nothing judged."""
    return _VERDICTS.get(found, Verdict.UNJUDGED)


def change(found: Comparison) -> Signal:
    """The sign of a comparison over time."""
    return _CHANGES.get(found.verdict, Signal.USUAL)


def goal(found: Comparison) -> Goal:
    """The sign of a target."""
    return _GOALS.get(found.verdict, Goal.NONE)


def signal(month: Month | None) -> Signal | None:
    """The sign of a month of a control chart; None without a month or without limits."""
    return None if month is None or month.centre is None else _SIGNALS[month.signal]


def series(found: AnalysedSeries, label: str = "", target: float | None = None, events: Iterable[Event] = ()) -> Series:
    """A series ready to be drawn; the events that concern all of its perimeter are numbered in their order."""
    return Series(
        label or found.indicator.label,
        tuple(_points(found.months)),
        found.breaks,
        target,
        found.step,
        found.rolling,
        marks(events),
    )


def marks(events: Iterable[Event]) -> tuple[Mark, ...]:
    """The events to draw, numbered from 1."""
    drawn = [event for event in events if event.whole]
    return tuple(Mark(rank, event.month, event.last_month) for rank, event in enumerate(drawn, start=1))


def _points(months: Iterable[Month]) -> Iterable[MonthPoint]:
    for month in months:
        yield MonthPoint(
            month.month,
            month.estimate,
            _SIGNALS[month.signal],
            _RULES[month.rule] if month.rule is not None else Rule.OUTSIDE,
            month.centre,
            month.lower,
            month.upper,
            month.unfinished,
        )


def recent(found: AnalysedSeries, last: date, months: int = 12) -> tuple[tuple[float | None, ...], int]:
    """What a sparkline draws: the `months` months up to `last`, a hole where nothing may be shown; and how many of the
    last steps are under way. A series by quarter or year goes back twice as far, to have something to draw."""
    known = {month.month: month for month in found.months}
    back = months if found.step == 1 else 2 * months
    first = next((m for m in known if months_between(m, last) < back), last)
    days = [shift(first, step) for step in range(0, months_between(first, last) + 1, found.step)]
    if found.step == 1:
        days = [shift(last, 1 - months + place) for place in range(months)]
    kept = [known.get(day) for day in days]
    values = tuple(m.estimate.value if m and isinstance(m.estimate, Shown) else None for m in kept)
    return values, sum(m is not None and m.unfinished for m in kept)
