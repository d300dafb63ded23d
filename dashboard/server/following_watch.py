"""Follows the versions that another server publishes (`store.following`), in a thread of its own: no page waits for the
folder that they come from. What it saw last is kept here, for `/ready` and `/metrics`, which never ask the folder.
"""

import datetime as dt
import logging
import time
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from prometheus_client.core import GaugeMetricFamily, Metric

from dashboard.config import Settings, settings
from dashboard.errors import FollowingError
from dashboard.server.alongside import alongside
from dashboard.server.log_lines import tell
from dashboard.store.following import Look, follow
from dashboard.telemetry import VERSION_COPIES

PERIOD_S = 2.0
LONGEST_WAIT_S = 15.0
"""Between two looks after several that failed: a large file that is damaged there is not read all the time."""
SILENT_S = 10.0
"""A look that says nothing for so long waits for a folder that does not answer."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Seen:
    """The last look. `began`: at the first one; `heard`: the last sign of life (clock of the process), of the look
    under way; `agreed`: when all that the folder names was last here (seconds since 1970)."""

    is_looking: bool = False
    has_looked: bool = False
    heard: float = 0.0
    agreed: float = 0.0
    named: int = 0
    refusal: str = ""

    def hear(self) -> None:
        self.heard = time.monotonic()

    def is_silent(self) -> bool:
        return self.is_looking and time.monotonic() - self.heard > SILENT_S


_seen = _Seen()


def follow_publications(_app: object, period: float = PERIOD_S) -> AbstractAsyncContextManager[None]:
    """Lifespan of the application; nothing on a server that publishes by itself."""
    chosen = settings()
    if chosen.published_from is None:
        return nullcontext()
    folder = chosen.published_from
    _forget()
    return alongside("following", lambda stopped: _follow_until(stopped, chosen, folder, period))


def is_first_look_under_way() -> bool:
    """Whether what the folder names is still to be copied since this server started. No longer when the folder does
    not answer: what is here is served."""
    return not _seen.has_looked and not _seen.is_silent()


def refusal() -> str:
    """Why nothing could be copied at the last look; empty when all is well."""
    return _seen.refusal


def families(chosen: Settings) -> Iterator[Metric]:
    """What `/metrics` says of it; names without a value on a server that publishes by itself."""
    answers = not (_seen.refusal or _seen.is_silent())
    for name, said, value in (
        ("answers", "1 when the last look at the folder that is followed found and brought everything", answers),
        ("version", "Version that the folder names; 0: not known yet", _seen.named),
        ("agreed_timestamp_seconds", "When all that the folder names was last here", _seen.agreed),
    ):
        family = GaugeMetricFamily(f"barometre_following_{name}", said)
        if chosen.published_from:
            family.add_metric([], float(value))
        yield family


def _forget() -> None:
    global _seen
    _seen = _Seen(heard=time.monotonic(), is_looking=True)


def _follow_until(stopped: Event, chosen: Settings, folder: Path, period: float) -> None:
    wait = period
    while True:
        wait = period if _look(chosen, folder) else min(2 * wait, max(period, LONGEST_WAIT_S))
        if stopped.wait(wait):
            return


def _look(chosen: Settings, folder: Path) -> bool:
    """One look; False when it failed. Nothing that goes wrong ends the thread: a folder comes back."""
    _seen.hear()
    _seen.is_looking = True
    started = time.perf_counter()
    try:
        found = follow(chosen, folder, dt.datetime.now(dt.UTC), _seen.hear)
    except Exception as error:
        _failed(error)
        return False
    finally:
        _seen.is_looking = False
    _done(found, time.perf_counter() - started)
    return True


def _failed(error: Exception) -> None:
    """Said once, until it is something else."""
    said = str(error) if isinstance(error, FollowingError) else "La copie des données publiées a échoué."
    if said != _seen.refusal:
        VERSION_COPIES.labels("refused").inc()
        tell(_log, logging.ERROR, "publications_not_followed", error)
    _seen.refusal, _seen.has_looked = said, True


def _done(found: Look, seconds: float) -> None:
    for version in found.copied:
        VERSION_COPIES.labels("done").inc()
        took = round(seconds, 1)
        tell(_log, logging.INFO, "version_copied", version=version.number, bytes=version.bytes, seconds=took)
    if _seen.refusal:
        tell(_log, logging.INFO, "publications_followed_again", version=found.named)
    _seen.refusal, _seen.named = "", found.named
    if found.is_settled:
        _seen.has_looked, _seen.agreed = True, time.time()
