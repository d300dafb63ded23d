"""A monthly series as it is drawn: every month has its place, a missing one is a hole, a method break cuts the line."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.signs import Rule, Signal
from dashboard.domain.estimate import Estimate, Shown
from dashboard.domain.indicator import MethodBreak
from dashboard.domain.period import months_between, shift
from dashboard.wording.steps import step_words

HALF_MONTH = dt.timedelta(days=15)


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month. `centre`, `lower_limit`, `upper_limit` are those of its segment; `rule` says why `signal` was raised.

    `unfinished`: the month is still running; it is drawn apart and never judged.
    """

    month: dt.date
    estimate: Estimate
    signal: Signal = Signal.USUAL
    rule: Rule = Rule.OUTSIDE
    centre: float | None = None
    lower_limit: float | None = None
    upper_limit: float | None = None
    unfinished: bool = False

    @property
    def marked(self) -> bool:
        return self.signal is not Signal.USUAL and isinstance(self.estimate, Shown) and not self.unfinished


@dataclass(frozen=True, slots=True)
class Mark:
    """An event: its number, its first month, its last one when it lasted."""

    rank: int
    month: dt.date
    last_month: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A series of one indicator, in any order; a step of `step` months that is not listed, or withheld, is a hole.

    A point stands at the last month of its step. `rolling`: each is twelve months long.
    """

    label: str
    points: tuple[MonthPoint, ...]
    breaks: tuple[MethodBreak, ...] = ()
    target: float | None = None
    step: int = 1
    rolling: bool = False
    marks: tuple[Mark, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", tuple(sorted(self.points, key=lambda point: point.month)))

    def when(self, point: "MonthPoint") -> str:
        """The step of a point in words."""
        return step_words(point.month, self.step, rolling=self.rolling)


def holed(series: Series) -> list[tuple[dt.date, float | None]]:
    """Finished months from the first to the last, None where there is no figure; before a break, a None that cuts."""
    finished = {p.month: p.estimate.value for p in series.points if isinstance(p.estimate, Shown) and not p.unfinished}
    if not finished:
        return []
    first, last = min(finished), max(finished)
    line: list[tuple[dt.date, float | None]] = []
    for rank in range(months_between(first, last) // series.step + 1):
        month = shift(first, rank * series.step)
        if line and _broken(series, line[-1][0], month):
            line.append((month, None))
        line.append((month, finished.get(month)))
    return line


def running_tail(series: Series) -> list[tuple[dt.date, float]]:
    """The unfinished last month, led to by the month before when it may be shown and no break comes between."""
    shown = [(p, p.estimate.value) for p in series.points if isinstance(p.estimate, Shown)]
    if not shown or not shown[-1][0].unfinished:
        return []
    month = shown[-1][0].month
    previous = shift(month, -series.step)
    joined = not _broken(series, previous, month)
    before = [(p.month, v) for p, v in shown[:-1] if p.month == previous and joined]
    return [*before, (month, shown[-1][1])]


def limit_runs(series: Series) -> Iterator[list[MonthPoint]]:
    """Consecutive listed months that carry limits, without a break between."""
    run: list[MonthPoint] = []
    for point in series.points:
        if run and (shift(run[-1].month, series.step) != point.month or _broken(series, run[-1].month, point.month)):
            yield run
            run = []
        if point.lower_limit is not None and point.upper_limit is not None and not point.unfinished:
            run.append(point)
    if run:
        yield run


def _broken(series: Series, before: dt.date, after: dt.date) -> bool:
    """Whether the definition changed between two steps."""
    return any(before < item.month <= after for item in series.breaks)


def stair(
    run: Sequence[MonthPoint], values: Sequence[float | None], step: int = 1
) -> tuple[list[str], list[float | None]]:
    """`values` as steps of `step` months around each point, without the corners that lie on a flat step."""
    days = [day for point in run for day in (point.month - step * HALF_MONTH, point.month + step * HALF_MONTH)]
    doubled = [value for value in values for _ in (0, 1)]
    last = len(doubled) - 1
    kept = [
        i for i in range(last + 1) if i in (0, last) or not doubled[i - 1] == doubled[i] == doubled[i + 1]
    ]  # fmt: skip
    return [days[i].isoformat() for i in kept], [doubled[i] for i in kept]
