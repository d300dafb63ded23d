"""Libraries that a statistic loads on its first use, loaded when the server starts: nobody waits a second for them."""

from importlib import import_module
from threading import Thread

SLOW = ("scipy.stats", "statsmodels.tsa.seasonal")


def warm_up() -> Thread:
    """Starts the imports in a thread of their own and returns it; the first page does not wait for them."""
    thread = Thread(target=_load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for name in SLOW:
        import_module(name)
