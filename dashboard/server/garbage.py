"""Collection of garbage each minute, in a thread of its own.

Streamlit collects after every run of the script, which holds the interpreter for some 80 ms a click with pandas and
Plotly loaded (docs/decisions/0005). `runner.postScriptGC = false` stops that; this thread takes its place. What stays
(modules, answers kept in memory) is set aside: looking at it again stopped every thread for up to 0.25 s. In between,
Python collects after many more objects than it would: nearly half the time of an analysis of thousands of sites.
"""

import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

from dashboard.server.alongside import alongside

PERIOD_S = 60.0
LONGEST_S = 0.05
"""A collection that takes more has met much that stays: it is set aside."""

OBJECTS = 100_000
"""New objects before Python collects by itself, 700 of its own accord."""


def set_aside() -> None:
    """Collect, then leave what remains out of every later collection."""
    gc.collect()
    gc.freeze()


def _collect_until(stopped: Event, period: float) -> None:
    while not stopped.wait(period):
        started = time.perf_counter()
        gc.collect()
        if time.perf_counter() - started > LONGEST_S:
            gc.freeze()


@asynccontextmanager
async def collect_garbage(_app: object, period: float = PERIOD_S) -> AsyncIterator[None]:
    """Lifespan of the application."""
    set_aside()  # modules never die
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, *usual[1:])
    try:
        async with alongside("collect-garbage", lambda stopped: _collect_until(stopped, period)):
            yield
    finally:
        gc.set_threshold(*usual)
