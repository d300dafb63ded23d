"""The month that is still running in the published data: drawn apart, never compared."""

from datetime import date

from dashboard.domain.period import month_of
from dashboard.store import reads
from dashboard.store.reads import Reader


def unfinished_month(reader: Reader) -> date | None:
    """The month in which the last files were loaded: it was not over, and neither is any later one.

    None when nothing was loaded. A month loaded after its end is whole, even if a site is late (see `coverage`).
    """
    loads = reads.loads(reader)
    return month_of(max(load.loaded_at for load in loads).date()) if loads else None
