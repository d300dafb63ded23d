"""Turns: few long computations at once, so that a click that costs little is not slowed by five that cost much."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.errors import BusyError


class Turns:
    """`at_once` may compute together; the others wait `longest_s` at most, then are refused with `refusal`. What is
    asked within a turn, in the same thread, is part of it."""

    def __init__(self, at_once: int, longest_s: float, refusal: str) -> None:
        self._free, self._longest_s, self._refusal = threading.BoundedSemaphore(at_once), longest_s, refusal
        self._mine = threading.local()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """For the length of a `with`. Raises BusyError when the turn does not come."""
        if getattr(self._mine, "held", False):
            yield
            return
        if not self._free.acquire(timeout=self._longest_s):
            raise BusyError(self._refusal)
        self._mine.held = True
        try:
            yield
        finally:
            self._mine.held = False
            self._free.release()
