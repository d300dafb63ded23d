"""The month that is still running in the published data: drawn apart, never compared."""

from datetime import date

from dashboard.domain.period import month_of, shift
from dashboard.store import reads
from dashboard.store.reads import Reader

EVENTS = "events"
"""The kind of load that brings no figure."""


def unfinished_month(reader: Reader) -> date | None:
    """The month in which the last files were loaded: it was not over, and neither is any later one.

    None when nothing was loaded. A month loaded after its end is whole, even if a site is late (see `coverage`). A list
    of events holds no figure: loaded later, it makes no month whole.
    """
    loads = [load for load in reads.loads(reader) if load.kind != EVENTS]
    return month_of(max(load.loaded_at for load in loads).date()) if loads else None


def whole_until(last: date, running: date | None) -> date:
    """`last`, or the last month that is over when one is `running`."""
    return last if running is None else min(last, shift(running, -1))
