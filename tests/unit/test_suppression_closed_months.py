"""What is closed when the data are published: worked cases, and the exact attack on small tables."""

import datetime as dt
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint

from dashboard.suppression import closed_months as rules
from dashboard.suppression.closed_months import closed_months
from dashboard.suppression.selection import ClosedUnits, Selection, is_open
from dashboard.suppression.timeline import open_boundaries
from dashboard.suppression.units import Unit, organisation, territory
from tests.attack import declared, extremes
from tests.builders import CROSSED
from tests.closed_units import Closed, closed_units

NOVEMBER = dt.date(2024, 11, 1)
SITES = [Unit(*place, f"S{row}") for row, place in enumerate(CROSSED)]


def closed_of(counts: list[list[int]], sites: list[Unit] | None = None) -> set[Closed]:
    chosen = SITES[: len(counts)] if sites is None else sites
    return set(closed_units(closed_months(chosen, np.array(counts), NOVEMBER)))


def attacked(counts: list[list[int]]) -> list[tuple[Unit, int, int]]:
    """The small counts that follow from the figures shown, by integer programming over every site and month."""
    people = np.array(counts)
    sites, months = people.shape
    closed = closed_of(counts)
    known, right, small = [], [], []
    for unit, rows in declared(SITES[:sites]).items():
        for start in range(months):
            for stop in range(start + 1, months + 1):
                count = int(people[rows, start:stop].sum())
                cells = np.zeros((sites, months))
                cells[rows, start:stop] = 1
                if Closed(start, unit) not in closed and Closed(stop, unit) not in closed:
                    assert not 0 < count < 11
                    known.append(cells.ravel())
                    right.append(count)
                elif 0 < count < 11:
                    small.append((unit, start, stop, cells.ravel()))
    rules = LinearConstraint(np.array(known), right, right) if known else ()
    return [(unit, start, stop) for unit, start, stop, cells in small if len(extremes(cells, rules, 300)) == 1]


def test_nothing_is_closed_without_a_small_count() -> None:
    assert closed_of([[0, 20, 30], [40, 0, 11]]) == set()


def test_one_other_site_covers_a_small_one() -> None:
    closed = closed_of([[5], [60], [40]], [Unit("tj", "tribunal", "84", "69", code) for code in "ABC"])
    assert closed == {Closed(0, Unit("tj", "tribunal", "84", "69", code)) for code in "AC"}


def test_a_month_beside_covers_a_small_month_and_another_site_both() -> None:
    closed = closed_of([[5, 50], [60, 70]], [Unit("tj", "tribunal", "84", "69", code) for code in "AB"])
    # The second month may no longer start for either; both months together remain.
    assert closed == {Closed(1, Unit("tj", "tribunal", "84", "69", code)) for code in "AB"}


def test_a_site_alone_hides_its_groups() -> None:
    assert {found.unit for found in closed_of([[5]])} == {
        SITES[0],
        Unit(),
        *organisation(SITES[0]),
        *territory(SITES[0]),
    }


def test_an_old_small_month_closes_nothing_recent() -> None:
    counts = [[5, *[40] * 12], [60, *[70] * 12]]
    closed = closed_of(counts, [Unit("tj", "tribunal", "84", "69", code) for code in "AB"])
    # The small month is the first of thirteen: only figures that start with it are withheld, for both sites.
    assert closed == {Closed(0, Unit("tj", "tribunal", "84", "69", code)) for code in "AB"}


def test_cumulative_figures_never_differ_by_a_few_people() -> None:
    opened = open_boundaries(np.array([[0, 14, 19, 40, 40, 52]]), [0, 5, 1, 2, 3, 4])
    assert opened.tolist() == [[True, True, False, True, True, True]]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_open_boundaries_differ_by_nothing_or_by_enough(months: list[int], chance: random.Random) -> None:
    cumulative = np.concatenate([[0], np.cumsum(months)])[None, :]
    order = list(range(len(months) + 1))
    chance.shuffle(order)
    values = cumulative[0][open_boundaries(cumulative, order)[0]]
    assert all(a == b or abs(a - b) >= 11 for a in values for b in values)


def test_a_site_that_nobody_separates_is_closed_rather_than_everyone(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = [[0] * 4, [0, 0, 0, 30], [30, 0, 3, 0], [0] * 4, [0] * 4, [3, 0, 0, 0]]
    assert {found.boundary for found in closed_of(counts) if found.unit == Unit()} == {3}
    assert attacked(counts) == []
    monkeypatch.setattr(rules, "ATTEMPTS", 0)
    assert {found.boundary for found in closed_of(counts) if found.unit == Unit()} == {1, 2, 3}


@pytest.mark.parametrize("kinds", [(0, 0, 3, 5, 9, 10, 11, 14, 25, 60), (5, 20, 25, 40, 60, 33), (0, 0, 0, 2, 40)])
@pytest.mark.parametrize("seed", range(3))
def test_no_small_count_can_be_computed(seed: int, kinds: tuple[int, ...]) -> None:
    chance = random.Random(seed)
    counts = [[chance.choice(kinds) for _ in range(4)] for _ in CROSSED]
    assert attacked(counts) == []


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from([0, 1, 6, 10, 11, 30]), min_size=3, max_size=3), min_size=1, max_size=6))
def test_no_small_count_can_be_computed_in_any_table(counts: list[list[int]]) -> None:
    assert attacked(counts) == []


def codes(*values: str) -> frozenset[str | None]:
    return frozenset(values)


def test_a_selection_is_shown_when_it_tells_nothing_new() -> None:
    hidden = SITES[0]
    closed = ClosedUnits.of([hidden, SITES[2], Unit(department="38")])
    assert is_open(Selection(), closed)
    assert is_open(Selection(service=codes("tj")), closed)
    assert not is_open(Selection(department=codes("38")), closed)
    assert not is_open(Selection(site=codes("S0")), closed)
    assert is_open(Selection(site=codes("S1", "S3")), closed)
    assert not is_open(Selection(site=codes("S0", "S3")), closed)
    # A service and a department: no figure of theirs is declared, and it would hold a hidden site.
    assert not is_open(Selection(service=codes("tj"), department=codes("69")), closed)
    assert is_open(Selection(service=codes("spip"), department=codes("69")), closed)
    # Two services are the sum of two figures that are shown, and so are a service and a region by its types.
    assert is_open(Selection(service=codes("tj", "spip")), closed)
    assert is_open(Selection(service=codes("tj"), region=codes("84")), closed)
    assert not is_open(
        Selection(service=codes("tj"), region=codes("84")), ClosedUnits.of([hidden, Unit("tj", "tribunal", "84")])
    )


def test_sites_whose_place_is_unknown_are_no_declared_group() -> None:
    nowhere = Selection(department=frozenset([None]))
    assert not is_open(nowhere, ClosedUnits.of([SITES[8]]))
    assert is_open(nowhere, ClosedUnits.of([SITES[0]]))
