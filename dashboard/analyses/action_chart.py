"""The control chart of an action: limits of the months before it alone, and what the months after it say of them."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.events import events
from dashboard.analyses.time_series import Month, Series, rebased, series_by
from dashboard.disclosure import Thresholds
from dashboard.domain.action import Action, ExpectedDirection, favourable
from dashboard.domain.estimate import Shown
from dashboard.domain.event import Event, EventKind
from dashboard.domain.indicator import Direction
from dashboard.domain.period import Period, month_of, shift
from dashboard.stats.runs import Rule, Side, signals
from dashboard.stats.xmr import PROVISIONAL_BELOW, Point, Signal, signal, xmr
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.wording.actions import DONE_TITLE

BEFORE, AFTER = 24, 24
"""Months drawn at most on either side."""
FEWEST = 6
"""Points before the action under which no limit is drawn."""


@dataclass(frozen=True, slots=True)
class ActionChart:
    """`series`: the months before carry the limits, those after their signals. `base`: how many points the limits come
    from; `seen`: how many points after are judged; `towards` and `against`: those that give a signal in the expected
    direction (without one the favourable direction, or upwards) or the other. `events`: the action itself first."""

    series: Series
    base: int
    seen: int
    towards: int
    against: int
    events: tuple[Event, ...]

    @property
    def provisional(self) -> bool:
        return FEWEST <= self.base < PROVISIONAL_BELOW


def action_chart(reader: Reader, action: Action, thresholds: Thresholds) -> ActionChart | None:
    """None while the action is not done, or when nothing of its indicator was observed around it."""
    indicator = reader.compute(indicators).get(action.indicator or "")
    if indicator is None or action.done_on is None or (action.site and reads.site(reader, action.site) is None):
        return None
    done, scope = month_of(action.done_on), action.scope
    window = Period(shift(done, -BEFORE), shift(done, AFTER + 1))
    first, last, _ = reads.months(reader, indicators=[indicator.code])
    if first is None or last is None or not window.overlaps(Period(first, shift(last, 1))):
        return None
    found = list(series_by(reader, [indicator], (), scope, window, thresholds).values())
    if not found:
        return None
    asked = action.expected.direction if action.expected else favourable(indicator.direction)
    breaks = rebased([month.month for month in found[0].months], found[0].breaks)
    series, base, seen, sides = _judged(found[0], done, frozenset(breaks))
    wanted = Side.LOW if asked is ExpectedDirection.DOWN else Side.HIGH
    itself = Event(done, DONE_TITLE, EventKind.OTHER, action.done_on)
    return ActionChart(
        series,
        base,
        seen,
        sum(side is wanted for side in sides),
        sum(side is not wanted for side in sides),
        (itself, *events(reader, indicator.code, scope, series.covered)),
    )


def _judged(series: Series, done: date, breaks: frozenset[int]) -> tuple[Series, int, int, list[Side]]:
    """The series with the limits of its months before `done`, the number of points that they come from, how many points
    after are judged, and the side of each signal. A method break bounds both: limits are never carried across it."""
    months = [replace(month, centre=None, lower=None, upper=None) for month in map(_plain, series.months)]
    at = sum(month.month < done for month in months)
    start = max((place for place in breaks if place <= at), default=0)
    stop = min((place for place in breaks if place > at), default=len(months))
    values = [_value(month) for month in months]
    base = sum(value is not None for value in values[start:at])
    if series.rolling or base < FEWEST:
        return replace(series, months=tuple(months), segments=()), base, 0, []
    [segment] = xmr(values[start:at]).segments
    sides: list[Side] = []
    for place in range(start, stop):
        months[place] = replace(months[place], centre=segment.mean, lower=segment.lower, upper=segment.upper)
    # The step that holds the action (`month` is its last one) is neither before nor after: it begins no run.
    later = at + (at < len(months) and shift(months[at].month, 1 - series.step) <= done)
    for place, mark in enumerate(signals(values[later:stop], segment.mean, segment.upper), start=later):
        months[place], side = _marked(months[place], mark, series.indicator.direction)
        sides += [side] if side else []
    segments = (replace(segment, start=start, stop=stop),)
    seen = sum(_judgeable(month) for month in months[later:stop])
    return replace(series, months=tuple(months), segments=segments), base, seen, sides


def _plain(month: Month) -> Month:
    return replace(month, signal=Signal.COMMON_CAUSE, rules=frozenset(), rule=None)


def _value(month: Month) -> float | None:
    return month.estimate.value if isinstance(month.estimate, Shown) and not month.unfinished else None


def _judgeable(month: Month) -> bool:
    return isinstance(month.estimate, Shown) and not month.unfinished and not month.estimate.fragile


def _marked(
    month: Month, mark: tuple[frozenset[Rule], Rule | None, Side | None], direction: Direction
) -> tuple[Month, Side | None]:
    rules, label, side = mark
    if not rules or not isinstance(month.estimate, Shown) or month.estimate.fragile:
        return month, None
    point = Point(month.estimate.value, 0, rules, label, side)
    return replace(month, signal=signal(point, direction), rules=point.rules, rule=point.label), point.side
