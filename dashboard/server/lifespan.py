"""What lives as long as the server: threads taking turns, slow libraries loaded once, garbage collected each minute,
what may no longer be kept erased and the audit followed each day, the versions of another server copied."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dashboard.server.audit_watch import follow_audit_each_day
from dashboard.server.erasure import erase_each_day
from dashboard.server.following_watch import follow_publications
from dashboard.server.foresight import foresee
from dashboard.server.garbage import collect_garbage
from dashboard.server.log_lines import take_over_libraries, tell
from dashboard.server.no_outside_request import stay_inside
from dashboard.server.own_session import keep_sessions_to_their_browser
from dashboard.server.session_theme import keep_theme
from dashboard.server.warming import warm_up

_log = logging.getLogger(__name__)
SWITCH_S = 0.001
"""How long a thread keeps the interpreter when another waits. A page is some hundred small messages, each handed from
the thread of the script to that of the network: at Python's 5 ms the last one of the overview left some 15 % later."""


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[None]:
    """Starts the threads; they end with the server."""
    sys.setswitchinterval(SWITCH_S)
    take_over_libraries()
    stay_inside()
    keep_theme()
    keep_sessions_to_their_browser()
    warm_up()
    tell(_log, logging.INFO, "server_started")
    async with (
        follow_publications(app),
        collect_garbage(app),
        foresee(app),
        erase_each_day(app),
        follow_audit_each_day(app),
    ):
        yield
    tell(_log, logging.INFO, "server_stopped")
