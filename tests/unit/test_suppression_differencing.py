"""Figures that differ by a few people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.suppression.differencing import (
    Difference,
    Selection,
    cumulative_to_withhold,
    differs_by_few,
    revealing_differences,
)

COUNTS = {"a": 40, "b": 4, "c": 60, "d": 0}
ALL = Selection("réseau", frozenset("abcd"))


def chosen(name: str, leaves: str) -> Selection:
    return Selection(name, frozenset(leaves))


@pytest.mark.parametrize(
    ("selection", "parent", "few"), [(40, 40, False), (40, 41, True), (40, 50, True), (40, 51, False), (41, 40, True)]
)
def test_one_to_ten_people_apart(selection: int, parent: int, few: bool) -> None:
    assert differs_by_few(selection, parent) is few


def test_the_threshold_is_the_deployment_s() -> None:
    assert differs_by_few(40, 44, masked_below=5)
    assert not differs_by_few(40, 45, masked_below=5)


def test_the_complement_in_the_parent_reveals() -> None:
    found = revealing_differences(chosen("acd", "acd"), ALL, [], COUNTS)
    assert found == (Difference(("acd", "réseau"), frozenset("b")),)


def test_the_selection_itself_may_be_few() -> None:
    assert revealing_differences(chosen("b", "b"), ALL, [], COUNTS)[0] == Difference(("b",), frozenset("b"))


def test_an_empty_complement_reveals_nobody() -> None:
    assert revealing_differences(chosen("abc", "abc"), ALL, [], COUNTS) == ()


def test_two_disjoint_selections_reveal_what_they_leave() -> None:
    """Neither complement is small (64, 44), both together leave the 4 of b."""
    found = revealing_differences(chosen("un", "a"), ALL, [chosen("deux", "c")], COUNTS)
    assert [difference.leaves for difference in found] == [frozenset("bd")]
    assert found[0].between == ("un", "réseau", "deux")


def test_nested_siblings_reveal_their_difference() -> None:
    found = revealing_differences(chosen("un", "ab"), ALL, [chosen("deux", "a")], COUNTS)
    assert frozenset("b") in {difference.leaves for difference in found}


def test_siblings_that_cover_the_parent_reveal_what_they_share() -> None:
    found = revealing_differences(chosen("un", "abd"), ALL, [chosen("deux", "bc")], COUNTS)
    assert frozenset("b") in {difference.leaves for difference in found}


def test_close_counts_of_other_people_reveal_nothing() -> None:
    counts = {"a": 100, "b": 105, "c": 300}
    assert revealing_differences(chosen("a", "a"), chosen("tout", "abc"), [chosen("b", "b")], counts) == ()


def test_a_selection_outside_its_parent_is_refused() -> None:
    with pytest.raises(ValueError, match="not inside"):
        revealing_differences(chosen("e", "e"), ALL, [], COUNTS)


def test_cumulative_months() -> None:
    """12, then + 3 and + 5 (8 since the last shown: withheld), then + 30: shown; an unchanged figure is shown."""
    assert cumulative_to_withhold([12, 15, 20, 50, 50]) == {1, 2}
    assert cumulative_to_withhold([4, 9, 30]) == {0, 1}
    assert cumulative_to_withhold([]) == frozenset()


@given(st.lists(st.integers(0, 25)))
def test_no_two_shown_cumulative_figures_are_few_apart(monthly: list[int]) -> None:
    cumulative = [sum(monthly[: place + 1]) for place in range(len(monthly))]
    withheld = cumulative_to_withhold(cumulative)
    shown = [count for place, count in enumerate(cumulative) if place not in withheld]
    assert not any(differs_by_few(one, other) for one in [0, *shown] for other in shown)
