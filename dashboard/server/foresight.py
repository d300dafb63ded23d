"""Computes the usual views when the server starts, and again after each publication: nobody waits for them.

In a thread of its own that gives way between two computations (docs/decisions/0013).
"""

import datetime as dt
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from itertools import chain
from threading import Event

from dashboard.config import settings
from dashboard.errors import DashboardError, StoreError
from dashboard.server import garbage, public_foresight
from dashboard.server.alongside import alongside
from dashboard.server.log_lines import tell
from dashboard.store.public_version import public_version
from dashboard.ui import cache, foreseen

PERIOD_S = 2.0
PAUSE_S = 0.05
SET_ASIDE = 20
"""After so many computations their answers, which stay, are left out of the collections of garbage."""

_log = logging.getLogger(__name__)


def _foresee_until(stopped: Event) -> None:
    computed = None
    while True:
        read = _versions_read()
        if read not in (None, computed):
            computed = read
            _compute(stopped)
        if stopped.wait(PERIOD_S):
            return


def _versions_read() -> tuple[str, str] | None:
    """The content that agents read, and that of the public, which may wait; None when there is none."""
    try:
        served, public = cache.current_version(), public_version(settings(), dt.datetime.now(dt.UTC))
    except StoreError:
        return None
    return None if served is None or public is None else (served.sha256, public.sha256)


def _compute(stopped: Event) -> None:
    """Every usual view of the current version, what the public reads, then each service. One that is refused costs
    the others nothing: its page says why."""
    reader = cache.whole_reader()
    if reader is None:
        return
    try:
        chosen = settings()
        public = cache.public_reader(dt.datetime.now(dt.UTC)) or reader
        usual = chain(
            foreseen.views(reader, chosen),
            public_foresight.views(public, chosen),
            foreseen.views_of_services(reader, chosen),
        )
        for done, compute in enumerate(usual, start=1):
            if stopped.wait(PAUSE_S):
                return
            _foresee(compute)
            if done % SET_ASIDE == 0:
                garbage.set_aside()
    except DashboardError as error:
        tell(_log, logging.WARNING, "usual_views_not_computed", error)


def _foresee(compute: Callable[[], object]) -> None:
    try:
        compute()
    except DashboardError as error:
        tell(_log, logging.WARNING, "usual_view_not_computed", error)


def foresee(_app: object) -> AbstractAsyncContextManager[None]:
    """Lifespan of the application."""
    return alongside("foresee", _foresee_until)
