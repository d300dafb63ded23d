"""Which months tell the effect of an action: those after it, and the same months of the years before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analyses.span import break_between, moved
from dashboard.analyses.steps import delivered
from dashboard.analyses.time_series import cadence_of
from dashboard.analyses.unfinished import unfinished_month, whole_until
from dashboard.domain.indicator import Indicator
from dashboard.domain.period import Period, month_of, months_between, shift
from dashboard.domain.scope import Scope
from dashboard.store.reads import Reader
from dashboard.wording.action_effect import NO_YEAR_BEFORE, OVERLAPPING

FEWEST, MOST = 3, 12
"""Whole months after the one in which the action was done."""


@dataclass(frozen=True, slots=True)
class Windows:
    """`after`: until `ready`, the months that must be there first. `before`: the same months, one year earlier, then
    two. `step`: months between two figures; `why`: the reason that no window will ever do."""

    after: Period
    before: tuple[Period, ...]
    ready: bool
    step: int = 1
    why: str = ""

    @property
    def whole(self) -> Period:
        """From the first month before to the last one after."""
        return Period(min(span.start for span in (*self.before, self.after)), self.after.stop)


def windows(reader: Reader, indicator: Indicator, service: str | None, done_on: date) -> Windows | None:
    """The windows of an action done on a day; None when its service publishes nothing. Figures that cover several
    months are taken whole: a quarter that holds the day is neither before nor after. What other services publish of the
    indicator, earlier or later, opens no window."""
    services = (service,) if service else ()
    ends = reader.compute(delivered, indicator, Scope(services=services))
    if not ends:
        return None
    first, last = min(ends), max(ends)
    found = cadence_of(ends, min(ends.values()))
    start = _start(month_of(done_on), last, found.step)
    least = max(FEWEST, found.step)
    known = months_between(start, shift(whole_until(last, unfinished_month(reader)), 1))
    months = min(known // found.step * found.step, MOST)
    ready = months >= least
    after = Period(start, shift(start, months if ready else least))
    before = tuple(
        span for span in (moved(after, -12), moved(after, -24)) if span.start >= shift(first, 1 - found.step)
    )
    why = OVERLAPPING if found.rolling else _refusal(indicator, after, before, services)
    return Windows(after, before, ready, found.step, why)


def kept(indicator: Indicator, found: Windows, service: str | None) -> tuple[Period, ...]:
    """The windows before that the same definition reaches."""
    services = (service,) if service else ()
    return tuple(span for span in found.before if not break_between(indicator, span, found.after, services))


def _start(done: date, last: date, step: int) -> date:
    """The first month of the first step that begins after the month `done`; steps end like the `last` one known."""
    start = shift(last, 1)
    wanted = shift(done, 1)
    return shift(start, -(months_between(wanted, start) // step * step))


def _refusal(indicator: Indicator, after: Period, before: Sequence[Period], services: tuple[str, ...]) -> str:
    if not before:
        return NO_YEAR_BEFORE
    return break_between(indicator, before[0], after, services)
