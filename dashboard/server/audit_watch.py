"""Follows the audit when the server starts, then each day, and writes its last digest in the log of the server: kept
elsewhere than the registry, it shows that the end of the chain was not cut."""

import logging
from contextlib import AbstractAsyncContextManager

from dashboard.config import settings
from dashboard.errors import DashboardError
from dashboard.registry import database
from dashboard.registry.audit_chain import verify
from dashboard.server.alongside import regularly
from dashboard.server.log_lines import tell
from dashboard.telemetry import AUDIT_FOLLOWED, AUDIT_HOLDS, AUDIT_LINES

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
        AUDIT_HOLDS.set(0)
        tell(_log, logging.ERROR, "audit_not_followed", error)
        return
    AUDIT_LINES.set(found.lines)
    AUDIT_HOLDS.set(found.broken is None)
    AUDIT_FOLLOWED.set_to_current_time()
    if found.broken is not None:
        tell(_log, logging.ERROR, "audit_changed", line=found.broken)
    else:
        tell(_log, logging.INFO, "audit_holds", lines=found.lines, last_digest=found.last)
