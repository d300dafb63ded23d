"""The attack, against worked examples and the enumeration of every table."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.suppression.attack import Interval, attack, exposed, is_exposed
from dashboard.suppression.block import block
from dashboard.suppression.hierarchy import hierarchy
from dashboard.suppression.system import Cell, Equation, Rule, System
from tests.unit.suppression_tables import LIMIT, SMALL, cube, every_table, leaves_of, table


def compare(system: System, hidden: frozenset[Cell], rule: Rule) -> None:
    tables = every_table(system, hidden, rule)
    found = attack(system, hidden, rule)
    assert found.keys() == hidden
    for cell, interval in found.items():
        seen = [candidate[cell] for candidate in tables]
        assert interval.lower == min(seen)
        if interval.upper is None:
            assert max(seen) >= LIMIT
        else:
            assert interval.upper == max(seen)
    weak = {cell for cell in hidden if len({candidate[cell] for candidate in tables}) < 2}
    assert exposed(system, hidden, rule) == weak
    assert all(is_exposed(system, hidden, cell, rule) == (cell in weak) for cell in hidden)


def three(a: int, b: int, c: int) -> System:
    return System({"a": a, "b": b, "c": c, "D": a + b + c}, (Equation("D", frozenset("abc")),))


def test_one_masked_site_is_the_total_less_the_others() -> None:
    assert attack(three(4, 30, 50), frozenset("a")) == {"a": Interval(4, 4)}


def test_two_masked_sites_share_what_is_left() -> None:
    """4 + 30 = 34 with the first in 1..10: the second is in 24..33."""
    assert attack(three(4, 30, 50), frozenset("ab")) == {"a": Interval(1, 10), "b": Interval(24, 33)}


@pytest.mark.parametrize("few", [1, 10])
def test_two_masked_sites_at_their_limit_reveal_each_other(few: int) -> None:
    """1 + 1 = 2 and 10 + 10 = 20 have one solution each."""
    assert exposed(three(few, few, 50), frozenset("ab")) == {"a", "b"}


def test_two_masked_cells_per_row_and_column_are_not_enough() -> None:
    """Two blocks of four and a bridge: rows 1 and 2 less columns 1 and 2 leave the bridge alone."""
    system = table(4, 4, [20 + place for place in range(16)])
    blocks = frozenset((row, column) for row in range(4) for column in range(4) if row // 2 == column // 2)
    hidden = blocks | {(0, 2)}
    for axis, line in product((0, 1), range(4)):
        assert sum(cell[axis] == line for cell in hidden) >= 2
    assert exposed(system, blocks) == frozenset()
    assert exposed(system, hidden) == {(0, 2)}
    assert attack(system, hidden)[0, 2] == Interval(22, 22)


def test_a_hidden_nation_has_no_limit() -> None:
    system, (department, nation) = hierarchy({"a": 4, "b": 30, "c": 50}, [frozenset("ab"), frozenset("abc")])
    found = attack(system, frozenset(["c", nation]))
    assert found == {"c": Interval(0, None), nation: Interval(34, None)}
    assert department not in found


def test_wider_protection_asks_for_more_values() -> None:
    """3 + 4 = 7: six values each, enough for two, not for ten."""
    system = three(3, 4, 50)
    assert attack(system, frozenset("ab"))["a"].values() == 6
    assert exposed(system, frozenset("ab")) == frozenset()
    assert exposed(system, frozenset("ab"), Rule(possible_values=10)) == {"a", "b"}


def test_kinds_of_systems() -> None:
    """What each group of equations is solved by: forest, linear program, integer program."""
    flat, crossed, solid = three(3, 4, 50), table(2, 2, [1, 2, 3, 4]), cube([1] * 8)
    assert block(flat, frozenset("ab"), SMALL).is_forest
    leaves = frozenset(crossed.counts) - crossed.totals
    assert not block(crossed, leaves, SMALL).is_forest
    assert block(crossed, leaves, SMALL).is_network
    assert not block(solid, frozenset(solid.counts) - solid.totals, SMALL).is_network


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6), st.sets(st.integers(0, 5)), st.booleans())
def test_two_way_tables_agree_with_enumeration(values: list[int], places: set[int], nation: bool) -> None:
    system = table(2, 3, values)
    hidden = frozenset((place // 3, place % 3) for place in places)
    grand = max(system.totals, key=lambda total: len(leaves_of(system, total)))
    compare(system, hidden | ({grand} if nation else frozenset()), SMALL)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=8, max_size=8), st.sets(st.integers(0, 7)))
def test_three_way_tables_agree_with_enumeration(values: list[int], places: set[int]) -> None:
    system = cube(values)
    leaves = sorted(frozenset(system.counts) - system.totals)
    compare(system, frozenset(leaves[place] for place in places), SMALL)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sets(st.integers(0, 3)), st.booleans())
def test_hierarchies_agree_with_enumeration(values: list[int], places: set[int], department: bool) -> None:
    groups = [frozenset((0, 1)), frozenset((2, 3)), frozenset(range(4))]
    system, (first, _, _) = hierarchy(dict(enumerate(values)), groups)
    compare(system, frozenset(places) | ({first} if department else frozenset()), SMALL)


@pytest.mark.parametrize(
    ("counts", "equations"),
    [
        ({"a": -1}, ()),
        ({"a": 1, "D": 2}, (Equation("D", frozenset("a")),)),
        ({"D": 2}, (Equation("D", frozenset("a")),)),
        ({"D": 2}, (Equation("D", frozenset("D")),)),
    ],
)
def test_a_false_system_is_refused(counts: dict[Cell, int], equations: tuple[Equation, ...]) -> None:
    with pytest.raises(ValueError, match=r"integers|sum|count|part"):
        System(counts, equations)


def test_a_rule_has_limits() -> None:
    with pytest.raises(ValueError, match="masked_below"):
        Rule(masked_below=11, possible_values=11)
