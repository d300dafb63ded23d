"""Collection of garbage each minute, in a thread of its own.

Streamlit collects after every run of the script, which holds the interpreter for some 80 ms a click with pandas and
Plotly loaded (docs/decisions/0005). `runner.postScriptGC = false` stops that; this thread takes its place.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

PERIOD_S = 60.0


def _collect_until(stopped: Event, period: float) -> None:
    while not stopped.wait(period):
        gc.collect()


@asynccontextmanager
async def collect_garbage(_app: object, period: float = PERIOD_S) -> AsyncIterator[None]:
    """Lifespan of the application: the thread lives as long as the server."""
    gc.collect()
    gc.freeze()  # modules never die: leave them out of every later collection
    stopped = Event()
    thread = Thread(target=_collect_until, args=(stopped, period), name="collect-garbage", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(timeout=5)
