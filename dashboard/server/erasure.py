"""Erases when the server starts, then each day, what may no longer be kept of the opinions: no task is to be installed.

Several servers may do it at the same moment: each address and each text is erased once (`registry/retention.py`).
"""

import datetime as dt
import logging
from contextlib import AbstractAsyncContextManager

from dashboard.config import settings
from dashboard.errors import DashboardError
from dashboard.registry.retention import erase_expired
from dashboard.server.alongside import regularly
from dashboard.server.log_lines import tell

PERIOD_S = 86_400.0

_log = logging.getLogger(__name__)


def erase_each_day(_app: object, period: float = PERIOD_S) -> AbstractAsyncContextManager[None]:
    """Lifespan of the application."""
    return regularly("erase", _erase, period)


def _erase() -> None:
    """What goes wrong is tried again the next day, and said in the log of the server until then."""
    try:
        erased = erase_expired(settings(), dt.datetime.now(dt.UTC))
    except DashboardError as error:
        tell(_log, logging.ERROR, "not_erased", error)
        return
    if erased.emails or erased.texts:
        tell(_log, logging.INFO, "erased", addresses=erased.emails, texts=erased.texts)
