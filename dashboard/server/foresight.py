"""Computes the usual views when the server starts, and again after each publication: nobody waits for them.

In a thread of its own that gives way between two computations (docs/decisions/0013).
"""

import datetime as dt
import logging
from contextlib import AbstractAsyncContextManager
from itertools import chain
from threading import Event

from dashboard.config import settings
from dashboard.errors import DashboardError
from dashboard.server import garbage, public_foresight
from dashboard.server.alongside import alongside
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
    """Every usual view of the current version, then what the public reads; the pages say themselves what goes wrong, if
    anything does."""
    reader = cache.reader()
    if reader is None:
        return
    try:
        chosen = settings()
        public = cache.public_reader(dt.datetime.now(dt.UTC)) or reader
        usual = chain(foreseen.views(reader, chosen), public_foresight.views(public, chosen))
        for done, compute in enumerate(usual, start=1):
            if stopped.wait(PAUSE_S):
                return
            compute()
            if done % SET_ASIDE == 0:
                garbage.set_aside()
    except DashboardError as error:
        _log.warning("usual views not computed: %s", error)


def foresee(_app: object) -> AbstractAsyncContextManager[None]:
    """Lifespan of the application."""
    return alongside("foresee", _foresee_until)
