"""Work in a thread of its own, that lasts as long as the server."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Event, Thread

from dashboard.authority import acting
from dashboard.domain.access import OPEN

LONGEST_END_S = 5.0


def regularly(name: str, act: Callable[[], None], period: float) -> AbstractAsyncContextManager[None]:
    """Part of a lifespan: `act` at once, then every `period` seconds."""

    def work(stopped: Event) -> None:
        act()
        while not stopped.wait(period):
            act()

    return alongside(name, work)


@asynccontextmanager
async def alongside(name: str, work: Callable[[Event], None]) -> AsyncIterator[None]:
    """Part of a lifespan. `work` is given the event that asks it to end, and is waited for a few seconds."""
    stopped = Event()

    def run() -> None:
        with acting(OPEN):  # the server itself, for everybody
            work(stopped)

    thread = Thread(target=run, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(timeout=LONGEST_END_S)
