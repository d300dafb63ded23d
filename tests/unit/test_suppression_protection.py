"""Which cells are withheld: worked examples, and every choice tried on small tables."""

import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.suppression.attack import exposed
from dashboard.suppression.fewest import fewest
from dashboard.suppression.hierarchy import hierarchy, protect_hierarchy
from dashboard.suppression.protection import protect
from dashboard.suppression.stepwise import stepwise
from dashboard.suppression.system import Cell, Rule, System
from tests.unit.suppression_tables import SMALL, cube, every_table, leaves_of, table

LEAVES_ONLY = Rule(masked_below=3, totals=False)
ABC = [frozenset("abc")]


def cost(system: System, hidden: frozenset[Cell]) -> tuple[int, int, int, int]:
    counts = [system.counts[cell] for cell in hidden]
    return sum(system.counts[total] + 1 for total in hidden & system.totals), len(hidden), counts.count(0), sum(counts)


def cheapest(system: System, rule: Rule) -> tuple[int, int, int, int] | None:
    """The least cost over every set of cells that enumeration finds safe; None: no set is."""
    primary = system.primary(rule)
    others = frozenset(system.counts) - primary - (frozenset() if rule.totals else system.totals)
    sets = [frozenset(more) for size in range(len(others) + 1) for more in combinations(others, size)]
    for more in sorted(sets, key=lambda more: cost(system, more)):
        tables = every_table(system, primary | more, rule)
        if all(len({candidate[cell] for candidate in tables}) > 1 for cell in primary | more):
            return cost(system, more)
    return None


def check(system: System, rule: Rule, minimal: bool = True) -> None:
    found = protect(system, rule)
    assert found.primary == system.primary(rule)
    assert found.exposed == exposed(system, found.hidden, rule)
    if not rule.totals:
        assert not found.secondary & system.totals
    tables = every_table(system, found.hidden, rule)
    for cell in found.hidden:
        assert (len({candidate[cell] for candidate in tables}) < 2) == (cell in found.exposed)
    if minimal:
        best = cheapest(system, rule)
        assert (best is None) == bool(found.exposed)
        if best is not None and found.exact:
            assert cost(system, found.secondary) == best


def test_nothing_to_hide() -> None:
    found = protect_hierarchy({"a": 0, "b": 30, "c": 50}, ABC)
    assert (found.leaves, found.groups, found.safe, found.exact) == (frozenset(), frozenset(), True, True)


def test_one_masked_site_takes_the_smallest_other() -> None:
    assert protect_hierarchy({"a": 4, "b": 50, "c": 30}, ABC).leaves == {"a", "c"}


def test_a_true_zero_stays_shown_when_another_site_can_be_hidden() -> None:
    assert protect_hierarchy({"a": 4, "b": 50, "c": 0}, ABC).leaves == {"a", "b"}


def test_a_true_zero_is_hidden_when_nothing_else_is_left() -> None:
    many = {f"s{place}": 10 for place in range(3)} | {"z": 0}
    assert protect_hierarchy(many, [frozenset(many)]).leaves == set(many)


def test_two_masked_sites_that_sum_to_two_need_a_third() -> None:
    assert protect_hierarchy({"a": 1, "b": 1, "c": 40}, ABC).leaves == {"a", "b", "c"}


def test_two_masked_sites_are_enough_when_their_sum_tells_nothing() -> None:
    assert protect_hierarchy({"a": 3, "b": 4, "c": 40}, ABC).leaves == {"a", "b"}
    assert protect_hierarchy({"a": 3, "b": 4, "c": 40}, ABC, Rule(possible_values=10)).leaves == {"a", "b", "c"}


def test_the_total_is_the_last_resort() -> None:
    """Twelve sites of one person: only their total tells that each is 1."""
    counts = {place: 1 for place in range(12)}
    found = protect_hierarchy(counts, [frozenset(counts)])
    assert (found.leaves, found.groups, found.safe) == (set(counts), {0}, True)
    assert not protect_hierarchy(counts, [frozenset(counts)], Rule(totals=False)).safe


def test_a_hidden_department_hides_another_one() -> None:
    """The nation would give the department back: the smallest other one is withheld with it, and one of its sites."""
    counts = {f"a{place}": 1 for place in range(12)} | {"b": 40, "c": 30, "b2": 40, "c2": 30}
    groups = [frozenset(f"a{place}" for place in range(12)), frozenset(["b", "b2"]), frozenset(["c", "c2"])]
    found = protect_hierarchy(counts, [*groups, frozenset(counts)])
    assert found.groups == {0, 2}
    assert len(found.leaves & {"c", "c2"}) == 1
    assert found.safe


def test_ten_ones_under_ten_cannot_be_protected() -> None:
    """Total and sites are all withheld for themselves, and still leave one solution: nothing may be shown."""
    counts = {place: 1 for place in range(10)}
    assert not protect_hierarchy(counts, [frozenset(counts)]).safe


def test_a_department_of_one_site_is_its_site() -> None:
    found = protect_hierarchy({"a": 4, "b": 20, "c": 30}, [frozenset("a"), frozenset("bc"), frozenset("abc")])
    assert 0 in found.groups
    assert "a" in found.leaves
    assert found.safe


def test_months_and_sites_are_one_system() -> None:
    """A site and month must be protected in its year and in its department: four cells in a rectangle."""
    counts = {(site, month): 40 + 10 * site + month for site in range(3) for month in range(4)}
    counts[1, 2] = 4
    groups = [frozenset((site, month) for month in range(4)) for site in range(3)]
    groups += [frozenset((site, month) for site in range(3)) for month in range(4)]
    found = protect_hierarchy(counts, [*groups, frozenset(counts)])
    assert found.leaves == {(1, 2), (1, 0), (0, 2), (0, 0)}
    assert found.exact


def test_an_unknown_leaf_is_refused() -> None:
    with pytest.raises(ValueError, match="no count for 'c'"):
        protect_hierarchy({"a": 1, "b": 2}, ABC)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_two_departments_are_protected_at_least_cost(values: list[int]) -> None:
    groups = [frozenset((0, 1, 2)), frozenset((3, 4)), frozenset(range(5))]
    check(hierarchy(dict(enumerate(values)), groups)[0], LEAVES_ONLY)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_totals_come_last_and_least(values: list[int]) -> None:
    groups = [frozenset((0, 1)), frozenset((2, 3)), frozenset(range(4))]
    check(hierarchy(dict(enumerate(values)), groups)[0], SMALL)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=6, max_size=6))
def test_two_way_tables_are_protected_at_least_cost(values: list[int]) -> None:
    check(table(2, 3, values), LEAVES_ONLY)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_three_way_tables_are_sound(values: list[int]) -> None:
    check(cube(values), LEAVES_ONLY, minimal=False)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=12, max_size=12))
def test_stepwise_is_sound_and_no_cheaper_than_the_proved_minimum(values: list[int]) -> None:
    system, rule = table(3, 4, values), Rule(totals=False)
    primary = system.primary(rule)
    group = frozenset(system.counts) - system.totals | primary
    proved, quick = fewest(system, group, primary, rule), stepwise(system, group, primary, rule)
    assert quick.complete == (not exposed(system, quick.hidden, rule))
    if proved is not None and proved.complete:
        assert quick.complete
        assert cost(system, proved.hidden) <= cost(system, quick.hidden)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=9, max_size=9), st.randoms(use_true_random=False))
def test_order_changes_nothing(values: list[int], luck: random.Random) -> None:
    system = table(3, 3, values)
    counts = {cell: system.counts[cell] for cell in system.counts if cell not in system.totals}
    groups = [leaves_of(system, total) for total in system.totals]
    shuffled, mixed = list(counts.items()), list(groups)
    luck.shuffle(shuffled)
    luck.shuffle(mixed)
    one, other = protect_hierarchy(counts, groups), protect_hierarchy(dict(shuffled), mixed)
    assert one.leaves == other.leaves
    assert {groups[place] for place in one.groups} == {mixed[place] for place in other.groups}


@pytest.mark.parametrize("last_resort", [False, True])
def test_a_whole_country(last_resort: bool) -> None:
    """2,000 sites, 100 departments, one nation; the time is printed, not asserted."""
    luck = random.Random(2)
    counts = {site: max(0, int(luck.gauss(40, 25))) for site in range(2000)}
    if last_resort:
        counts |= {site: 1 for site in range(20)}
    groups = [frozenset(range(20 * place, 20 * place + 20)) for place in range(100)] + [frozenset(range(2000))]
    start = time.perf_counter()
    found = protect_hierarchy(counts, groups)
    print(f"{len(found.leaves)} sites, {len(found.groups)} totals: {time.perf_counter() - start:.3f} s")  # noqa: T201
    assert found.safe
    assert bool(found.groups) == last_resort
    system, cells = hierarchy(counts, groups)
    assert not exposed(system, found.leaves | {cells[place] for place in found.groups})
