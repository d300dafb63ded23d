"""No read holds the processors for ever: one that lasts too long is interrupted, and says so."""

import atexit
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb

from dashboard.errors import BusyError

CHECKED_EVERY_S = 0.25
_RUNNING: dict[int, tuple[float, duckdb.DuckDBPyConnection]] = {}
"""Reads under way: when each must be over, and what to interrupt."""
_STARTING = threading.Lock()
_OVER = threading.Event()
_watching: threading.Thread | None = None


@contextmanager
def at_most(seconds: float, cursor: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Interrupts the query of `cursor` after `seconds`. Raises BusyError then."""
    _watch()
    _RUNNING[id(cursor)] = (time.monotonic() + seconds, cursor)
    try:
        yield
    except duckdb.InterruptException as error:
        raise BusyError(
            f"Cette lecture a été arrêtée après {seconds:.0f}\u00a0s\u00a0: restreindre le périmètre ou la "
            "période, ou recommencer dans une minute."
        ) from error
    finally:
        del _RUNNING[id(cursor)]


def _watch() -> None:
    """One thread for the process, from its first read on."""
    global _watching
    if _watching is None or not _watching.is_alive():
        with _STARTING:
            if _watching is None or not _watching.is_alive():
                _watching = threading.Thread(target=_interrupt_late_ones, name="time-limit", daemon=True)
                _watching.start()
                atexit.register(_stop, _watching)


def _stop(watching: threading.Thread) -> None:
    """Before Python ends: DuckDB complains at length of a thread that still knows it."""
    _OVER.set()
    watching.join()


def _interrupt_late_ones() -> None:
    while not _OVER.wait(CHECKED_EVERY_S):
        now = time.monotonic()
        for deadline, cursor in list(_RUNNING.values()):
            if now > deadline:
                with suppress(duckdb.Error):  # it ended meanwhile
                    cursor.interrupt()
