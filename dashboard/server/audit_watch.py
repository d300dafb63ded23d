"""Follows the audit when the server starts, then each day, and writes its last digest in the log of the server: kept
elsewhere than the registry, it shows that the end of the chain was not cut."""

import logging
from contextlib import AbstractAsyncContextManager

from dashboard.config import settings
from dashboard.errors import DashboardError
from dashboard.registry import database
from dashboard.registry.audit_chain import verify
from dashboard.server.alongside import regularly

PERIOD_S = 86_400.0

_log = logging.getLogger(__name__)


def follow_audit_each_day(_app: object, period: float = PERIOD_S) -> AbstractAsyncContextManager[None]:
    """Lifespan of the application."""
    return regularly("audit", _follow, period)


def _follow() -> None:
    try:
        chosen = settings()
        if not database.exists(chosen):
            return
        found = verify(chosen)
    except DashboardError as error:
        _log.error("the audit was not followed: %s", error)
        return
    if found.broken is not None:
        _log.error("the audit was changed: line %d does not follow the one before it", found.broken)
    else:
        _log.info("the audit holds: %d lines, last digest %s", found.lines, found.last)
