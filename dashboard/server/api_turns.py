"""The turns of the API: few requests are answered at once, and the others wait on the event loop, holding no thread.

The threads of the server are shared with the pages and `/ready`: a question that waits must not hold one.
"""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, Semaphore, fail_after, to_thread

from dashboard.api.problem import Kind, Problem

T = TypeVar("T")
AT_ONCE = 2
"""Requests of each kind answered at once: the pages of the application keep the rest of the machine."""
LONGEST_QUEUE = 32
"""Requests of each kind that may wait; the next ones are refused at once."""
LONGEST_WAIT = 10.0
"""Seconds that a request waits for its turn."""


class Turns:
    """`at_once` threads of their own, given in the order of the requests."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._free, self._threads = Semaphore(at_once, fast_acquire=True), CapacityLimiter(at_once)
        self._waiting = 0

    async def run(self, answering: Callable[..., T], *arguments: object) -> T:
        """`answering(*arguments)`, in a thread. Raises Problem when too many wait, or when its turn does not come."""
        await self._wait()
        try:
            return await to_thread.run_sync(answering, *arguments, limiter=self._threads)
        finally:
            self._free.release()

    async def _wait(self) -> None:
        if self._waiting >= LONGEST_QUEUE:
            raise _busy()
        self._waiting += 1
        try:
            with fail_after(LONGEST_WAIT):
                await self._free.acquire()
        except TimeoutError:
            raise _busy() from None
        finally:
            self._waiting -= 1


def _busy() -> Problem:
    return Problem(
        Kind.UNAVAILABLE,
        "Trop de demandes sont en cours\u00a0: recommencer dans quelques secondes.",
        headers={"retry-after": "5"},
    )
