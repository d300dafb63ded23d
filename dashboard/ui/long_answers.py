"""Answers that take too long for a click: made aside, one at a time, while the page says how far they are."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass, field

from dashboard.engine.engine import Advance
from dashboard.errors import BusyError
from dashboard.wording.survey_crossing import TOO_MANY

MOST_WAITING = 8
"""The one under way included."""
_JOBS: dict[Hashable, "LongAnswer"] = {}
_LOCK = threading.Lock()
_ONE = threading.Lock()
"""One at a time: it may take the memory that the settings give, and both processors."""


@dataclass(slots=True)
class LongAnswer:
    """`share` of it that is done, 0 to 1, None while it waits for its turn; `outcome` has what it failed with."""

    share: float | None = None
    outcome: Future[None] = field(default_factory=Future)

    def advance(self, share: float) -> None:
        """What the engine calls."""
        self.share = share


def start(key: Hashable, make: Callable[[Advance], object]) -> LongAnswer:
    """`make` in a thread of its own, which keeps what it finds; the one under way when it is asked already. Raises
    BusyError when too many wait."""
    with _LOCK:
        if key in _JOBS:
            return _JOBS[key]
        if len(_JOBS) >= MOST_WAITING:
            raise BusyError(TOO_MANY)
        job = _JOBS[key] = LongAnswer()
    # It goes on when whoever asked leaves the page; it does not keep the server from stopping.
    threading.Thread(target=_run, args=(key, job, make), name="long-answer", daemon=True).start()
    return job


def _run(key: Hashable, job: LongAnswer, make: Callable[[Advance], object]) -> None:
    try:
        with _ONE:
            job.advance(0.0)
            make(job.advance)
    except BaseException as error:  # said to whoever waits, whatever it is
        job.outcome.set_exception(error)
    else:
        job.outcome.set_result(None)
    finally:
        with _LOCK:
            del _JOBS[key]
