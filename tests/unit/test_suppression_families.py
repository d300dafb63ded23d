"""Rolling and calendar figures of the same unit: worked case, and the exact attack on tables of several years."""

import datetime as dt
import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import LinearConstraint

from dashboard.suppression.closed_months import closed_months
from dashboard.suppression.exposure import exposed
from dashboard.suppression.preference import Wave
from dashboard.suppression.selection import Boundary
from dashboard.suppression.table import Table
from dashboard.suppression.units import Unit
from tests.attack import CHAINS, declared, extremes, families_of
from tests.builders import CROSSED
from tests.closed_units import closed_units

SITES = [Unit(*place, f"S{row}") for row, place in enumerate(CROSSED)]


def people_of(seed: int, months: int) -> np.ndarray:
    chance = random.Random(seed)
    rates = [chance.choice([0.5, 1, 2, 3, 4, 5, 6, 12, 30]) for _ in CROSSED]
    return np.random.default_rng(seed).poisson(np.array(rates)[:, None], (len(CROSSED), months))


@pytest.mark.parametrize("seed", [0, 6, 9, 10, 11, 12, 19, 21, 23])
def test_no_small_count_can_be_computed_from_both_families(seed: int) -> None:
    rolling, chains, base = CHAINS[seed % 4]
    people = people_of(seed, rolling[-1])
    known, right, small = [], [], []

    def count(unit: Unit, start: int, stop: int) -> tuple[np.ndarray, int]:
        cells = np.zeros(people.shape)
        cells[declared(SITES)[unit], start:stop] = 1
        return cells.ravel(), int((cells * people).sum())

    shown = families_of(SITES, people, rolling, chains, base)
    for unit, kept in shown.items():
        for chain in kept:
            for start, stop in itertools.pairwise(chain):
                cells, told = count(unit, start, stop)
                known.append(cells)
                right.append(told)
                assert not 0 < told < 11
        # What links the families first: the people between a boundary of each.
        for start in range(people.shape[1]):
            for stop in range(start + 1, people.shape[1] + 1):
                cells, told = count(unit, start, stop)
                if 0 < told < 11:
                    small.append(((start in kept[1]) == (stop in kept[1]), unit, start, stop, cells))
    random.Random(seed).shuffle(small)
    rules = LinearConstraint(np.array(known), right, right)
    picked = sorted(small, key=lambda one: one[0])[:15] + small[:10]
    assert any(len(kept[1]) > 1 for kept in shown.values())
    assert [one[1:4] for one in picked if len(extremes(one[-1], rules, 400)) == 1] == []


def test_small_sites_keep_twelve_months_and_calendar_years() -> None:
    # Three years up to October of 4 to 6 answers a month: two months separate the years of both kinds.
    people = np.array([[4, 5, 6] * 12 for _ in range(4)])
    sites = [Unit("tj", "tribunal", "84", "69", code) for code in "ABCD"]
    closed = {
        (found.unit.site, found.boundary): found
        for found in closed_units(closed_months(sites, people, dt.date(2023, 11, 1)))
    }
    for site in "ABCD":
        assert not {(site, boundary) for boundary in (0, 12, 24, 36)} & closed.keys()
        assert all(closed[site, boundary].calendar for boundary in (2, 14, 26))


def test_small_sites_keep_twelve_months_and_the_last_closed_wave() -> None:
    # The wave of January to June is closed, that of July to December is under way.
    people = np.array([[4, 5, 6] * 12 for _ in range(4)])
    sites = [Unit("tj", "tribunal", "84", "69", code) for code in "ABCD"]
    closed, under_way = Wave(26, 32), Wave(32, 38)

    def calendar(*waves: Wave) -> set[tuple[str | None, int]]:
        found = closed_units(closed_months(sites, people, dt.date(2023, 11, 1), waves=waves))
        return {(one.unit.site, one.boundary) for one in found if one.calendar}

    assert {("A", place) for place in (14, 26, 32)} <= calendar(closed, under_way)
    # The field of the wave under way is told from its own beginning, which stays in the rolling family.
    assert not {("A", 32)} & calendar(closed._replace(leads=True), under_way._replace(leads=True))


def test_a_period_is_shown_inside_one_family() -> None:
    site, shut = SITES[0], SITES[1]
    rolling, calendar = Boundary(), Boundary(calendar=frozenset([site]))
    assert calendar.until(calendar).sites == {}
    assert rolling.until(rolling).sites == {}
    assert set(calendar.until(rolling).sites) == {"S0"}
    assert set(calendar.until(Boundary(frozenset([shut]), frozenset([site]))).sites) == {"S1"}


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans(), st.booleans()).filter(
            lambda arc: arc[0] != arc[1]
        ),
        min_size=1,
        max_size=9,
    )
)
def test_a_withheld_cell_is_computed_when_no_cycle_goes_through_it(cells: list[tuple[int, int, bool, bool]]) -> None:
    table = Table([arc[:2] for arc in cells], [arc[2] for arc in cells], [arc[3] for arc in cells], [1.0] * len(cells))

    def turns(cell: int) -> bool:
        """Whether a walk that never uses the cell again comes back to where it starts."""
        for start, goal in table.moves(cell):
            reached = {goal}
            for _ in cells:
                others = (way for other in range(len(cells)) if other != cell for way in table.moves(other))
                reached |= {stop for at, stop in others if at in reached}
            if start in reached:
                return True
        return False

    assert exposed(table, range(len(cells))) == [cell for cell in range(len(cells)) if not turns(cell)]
