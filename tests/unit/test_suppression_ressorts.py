"""Ressorts and directions that cross régions: the exact attack on small tables, with and without what protects sums."""

import datetime as dt
import itertools
import random

import numpy as np
import pytest
from scipy.optimize import LinearConstraint

from dashboard.suppression.cells import Cells
from dashboard.suppression.closed_months import closed_months
from dashboard.suppression.units import Unit
from tests.attack import CHAINS, declared, extremes, families_of
from tests.closed_units import closed_units

MAP = {
    "69": ("84", "alpha", "nord"),
    "38": ("84", "alpha", "nord"),
    "01": ("84", "beta", "nord"),
    "74": ("84", "gamma", "sud"),
    "75": ("11", "beta", "sud"),
    "77": ("11", "gamma", "sud"),
    "78": ("11", "beta", "nord"),
    "13": ("93", "gamma", "sud"),
    "83": ("93", "beta", "sud"),
}
"""Département → région, ressort, direction: only `alpha` lies in one région."""

Group = Unit | str
"""What adds sites up: a declared unit, or a ressort or direction by its name."""
Count = tuple[Group, int, int]
"""People of a group from one place to another."""


def sites_of(chance: random.Random) -> list[Unit]:
    found: list[Unit] = []
    for department, (region, court, direction) in MAP.items():
        for _ in range(chance.choice([1, 1, 2])):
            service = chance.choice(["tj", "spip"])
            kind = service + chance.choice("ab")
            found.append(Unit(service, kind, region, department, f"S{len(found)}", court, direction))
    return found


def judicial(sites: list[Unit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, site in enumerate(sites):
        for name in (site.court, site.direction):
            found.setdefault(str(name), []).append(row)
    return found


def one_small_ressort(seed: int) -> tuple[list[Unit], np.ndarray]:
    """A ressort or direction of a few people among others of many: what hides its parts may be they themselves."""
    chance = random.Random(seed)
    sites = sites_of(chance)
    low = chance.choice(["beta", "gamma", "nord", "sud"])
    many = chance.choice([(0, 0, 12, 20, 40), (11, 20, 60), (0, 0, 0, 0, 30)])
    months = 1 + seed // 2 % 2
    few = (0, 0, 1, 2, 3)
    people = [
        [chance.choice(few if low in (site.court, site.direction) else many) for _ in range(months)] for site in sites
    ]
    return sites, np.array(people)


def cells_of(shape: tuple[int, int], rows: list[int], start: int, stop: int) -> np.ndarray:
    cells = np.zeros(shape)
    cells[rows, start:stop] = 1
    return cells.ravel()


def computed(people: np.ndarray, known: list[np.ndarray], wanted: dict[Count, np.ndarray]) -> list[Count]:
    """Those of `wanted` that have one value only when `known` are told, by integer programming."""
    right = [float(cells @ people.ravel()) for cells in known]
    rules = LinearConstraint(np.array(known), right, right) if known else ()

    return [count for count, cells in wanted.items() if len(extremes(cells, rules, 400)) == 1]


def exposed(sites: list[Unit], people: np.ndarray) -> list[Count]:
    """The small counts of every unit, ressort and direction, over every run of months, that the figures shown give."""
    closed = {
        (found.unit, found.boundary) for found in closed_units(closed_months(sites, people, dt.date(2024, 11, 1)))
    }
    known, small = [], {}
    for start, stop in itertools.combinations(range(people.shape[1] + 1), 2):
        for group, rows in {**declared(sites), **judicial(sites)}.items():
            cells, told = cells_of(people.shape, rows, start, stop), int(people[rows, start:stop].sum())
            if isinstance(group, Unit) and not {(group, start), (group, stop)} & closed:
                assert not 0 < told < 11
                known.append(cells)
            elif 0 < told < 11:
                small[group, start, stop] = cells
    return computed(people, known, small)


ATTACKED = [17, 27, 45, 53, 67, 69, 73]
"""Tables of which a ressort or a direction is exposed when parts alone are protected."""


@pytest.mark.parametrize("seed", [*ATTACKED, 3, 9, 21])
def test_no_small_count_can_be_computed(seed: int) -> None:
    assert exposed(*one_small_ressort(seed)) == []


@pytest.mark.parametrize("seed", ATTACKED)
def test_the_attack_finds_what_is_not_protected(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cells, "_crossing", lambda self: [])
    found = exposed(*one_small_ressort(seed))
    assert found
    assert all(isinstance(group, str) for group, _, _ in found)


BOTH = [20, 21]
"""The same of tables of three years."""


@pytest.mark.parametrize("seed", [*BOTH, 3, 6, 15])
def test_nor_from_rolling_and_calendar_figures_together(seed: int) -> None:
    assert exposed_by_families(seed) == []


@pytest.mark.parametrize("seed", BOTH)
def test_nor_are_those_protected_by_their_parts(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cells, "_crossing", lambda self: [])
    assert exposed_by_families(seed)


def exposed_by_families(seed: int) -> list[Count]:
    """The small counts of ressorts and directions that the figures shown of both families give."""
    chance = random.Random(seed)
    sites = sites_of(chance)
    rolling, chains, base = CHAINS[seed % 4]
    low = chance.choice(["beta", "gamma", "nord", "sud"])
    many = [0.5, 1, 2, 3, 4, 5, 6, 12, 30]
    rates = [chance.choice([0.1, 0.3] if low in (site.court, site.direction) else many) for site in sites]
    people = np.random.default_rng(seed).poisson(np.array(rates)[:, None], (len(sites), rolling[-1]))
    known = [
        cells_of(people.shape, declared(sites)[unit], start, stop)
        for unit, kept in families_of(sites, people, rolling, chains, base).items()
        for chain in kept
        for start, stop in itertools.pairwise(chain)
    ]
    small: dict[Count, np.ndarray] = {
        (name, start, stop): cells_of(people.shape, rows, start, stop)
        for start, stop in itertools.combinations(range(people.shape[1] + 1), 2)
        for name, rows in judicial(sites).items()
        if 0 < int(people[rows, start:stop].sum()) < 11
    }
    return computed(people, known, small)
