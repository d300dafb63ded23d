"""Few long computations at once: the others wait, in the end are refused, and none waits for itself."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.errors import BusyError
from dashboard.ui import cache
from dashboard.ui.turns import Turns

REFUSAL = "Recharger la page dans une minute."


def test_no_more_than_said_compute_at_once() -> None:
    turns, lock, now, most = Turns(2, 5, REFUSAL), threading.Lock(), 0, 0

    def compute(_: int) -> None:
        nonlocal now, most
        with turns.taken():
            with lock:
                now += 1
                most = max(most, now)
            time.sleep(0.01)
            with lock:
                now -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(compute, range(24)))
    assert (now, most) == (0, 2)


def test_a_turn_that_does_not_come_is_refused_and_the_others_go_on() -> None:
    turns, entered, leave = Turns(1, 0.05, REFUSAL), threading.Event(), threading.Event()

    def hold() -> str:
        with turns.taken():
            entered.set()
            leave.wait(5)
            return "done"

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        entered.wait(5)
        with pytest.raises(BusyError, match=REFUSAL), turns.taken():
            pass
        leave.set()
        assert holding.result() == "done"
    with turns.taken():  # free again, and refusing took nothing away
        pass


def test_what_is_asked_within_a_turn_is_part_of_it() -> None:
    turns = Turns(1, 0.05, REFUSAL)
    with turns.taken():
        with turns.taken():
            pass
        with pytest.raises(BusyError), ThreadPoolExecutor(1) as pool:  # still held
            pool.submit(lambda: turns.taken().__enter__()).result()


def test_a_turn_ends_with_an_error() -> None:
    turns = Turns(1, 0.05, REFUSAL)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), turns.taken():
            raise ZeroDivisionError


class Slow:
    """A reader of one content, whose analyses are counted."""

    key = ("sha",)
    computed = 0


def analysis(reader: Slow, part: int) -> int:
    time.sleep(0.02)
    reader.computed += 1
    return part


def outer(reader: Slow, part: int) -> int:
    return cache._kept(analysis, reader, (part % 3,), {})  # type: ignore[arg-type]


def test_many_sessions_that_ask_the_same_wait_for_one_answer_each() -> None:
    """Twenty threads, more than there are turns, ask analyses that ask one another: nothing stays stuck."""
    cache.forget()
    reader = Slow()
    with ThreadPoolExecutor(20) as pool:
        asked = [pool.submit(cache._kept, outer, reader, (part % 6,), {}) for part in range(60)]  # type: ignore[arg-type]
        assert sorted(one.result(10) for one in asked) == sorted(part % 6 % 3 for part in range(60))
    assert reader.computed == 3
    cache.forget()
