"""What is kept of the reads has a bound in values, however many ways there are of asking."""

from collections.abc import Iterator

import pytest

from dashboard.ui import cache


class Rows:
    """A store whose reads give `count` rows of ten values."""

    def __init__(self, count: int) -> None:
        self.count, self.asked = count, 0

    def read(self, _name: str, **_params: object) -> list[tuple[int, ...]]:
        self.asked += 1
        return [(0,) * 10] * self.count


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    cache.forget()
    yield
    cache.forget()


def ask(store: Rows, **params: object) -> int:
    return len(cache._read("sites", cache._hashable(params), "sha", store).rows)


def test_long_reads_push_one_another_out() -> None:
    long = Rows(cache.KEPT_VALUES // 10 // 4)  # a quarter of the room, less what an entry costs
    assert [ask(long, search=str(number)) for number in range(8)] == [long.count] * 8
    assert len(cache._READ) == 3
    ask(long, search="7")
    assert long.asked == 8
    ask(long, search="0")
    assert long.asked == 9


def test_a_read_longer_than_the_whole_room_is_answered_and_not_kept() -> None:
    short, endless = Rows(5), Rows(cache.KEPT_VALUES // 10 + 1)
    ask(short)
    assert [ask(endless, search="e"), ask(endless, search="e")] == [endless.count] * 2
    assert endless.asked == 2
    assert ask(short) == 5
    assert short.asked == 1


def test_a_read_weighs_the_codes_it_was_asked_with() -> None:
    ask(Rows(0), sites=["A"])
    one = cache._READ.currsize
    ask(Rows(0), sites=[str(number) for number in range(500)])
    assert cache._READ.currsize == 2 * one + 499


def test_lists_in_a_row_weigh_what_they_hold() -> None:
    class Grades(Rows):
        def read(self, _name: str, **_params: object) -> list[tuple[object, ...]]:
            return [("A", [1, 2, 3, 4])] * self.count

    ask(Grades(10))
    assert cache._READ.currsize == cache.READ_WEIGHT + 10 * 5
