"""Computes the usual views when the server starts, and again after each publication: nobody waits for them.

In a thread of its own that gives way between two computations (docs/decisions/0013).
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

from dashboard.config import settings
from dashboard.errors import DashboardError
from dashboard.server import garbage
from dashboard.ui import cache, foreseen

PERIOD_S = 2.0
PAUSE_S = 0.05
SET_ASIDE = 20
"""After so many computations their answers, which stay, are left out of the collections of garbage."""

_log = logging.getLogger(__name__)


def _foresee_until(stopped: Event) -> None:
    served = ""
    while True:
        version = cache.current_version()
        if version is not None and version.sha256 != served:
            served = version.sha256
            _compute(stopped)
        if stopped.wait(PERIOD_S):
            return


def _compute(stopped: Event) -> None:
    """Every usual view of the current version; the pages say themselves what goes wrong, if anything does."""
    reader = cache.reader()
    if reader is None:
        return
    try:
        for done, compute in enumerate(foreseen.views(reader, settings()), start=1):
            if stopped.wait(PAUSE_S):
                return
            compute()
            if done % SET_ASIDE == 0:
                garbage.set_aside()
    except DashboardError as error:
        _log.warning("usual views not computed: %s", error)


@asynccontextmanager
async def foresee(_app: object) -> AsyncIterator[None]:
    """Lifespan of the application: the thread lives as long as the server."""
    stopped = Event()
    thread = Thread(target=_foresee_until, args=(stopped,), name="foresee", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(timeout=5)
