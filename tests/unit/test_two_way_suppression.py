"""Small tables of two answers, attacked: whoever knows every total and every cell that is shown."""

import random

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from dashboard.suppression.two_way import Cell, withheld_cells

MASKED, UNANIMOUS = 11, 20


def range_of(counts: list[list[int]], withheld: frozenset[Cell], cells: list[Cell]) -> tuple[int, int]:
    """The least and the greatest sum of `cells` that agree with the totals and with the cells that are shown."""
    unknown = sorted(withheld)
    wanted = np.array([float(cell in cells) for cell in unknown])
    lines = [[float(cell[axis] == place) for cell in unknown] for axis in (0, 1) for place in _places(withheld, axis)]
    totals = [
        sum(counts[r][c] for r, c in withheld if (r, c)[axis] == place)
        for axis in (0, 1)
        for place in _places(withheld, axis)
    ]
    same = LinearConstraint(np.array(lines), totals, totals)
    whole = np.ones(len(unknown))
    least, most = (milp(sign * wanted, constraints=same, integrality=whole) for sign in (1, -1))
    return round(least.fun), round(-most.fun)


def _places(withheld: frozenset[Cell], axis: int) -> list[int]:
    return sorted({cell[axis] for cell in withheld})


def table(seed: int) -> list[list[int]]:
    draw = random.Random(seed)
    height, width = draw.randint(2, 6), draw.randint(2, 6)
    kinds = [0, 0, 1, 3, 5, 8, 10, 11, 12, 15, 25, 40, 90]
    return [[draw.choice(kinds) for _ in range(width)] for _ in range(height)]


@pytest.mark.parametrize("seed", range(120))
def test_no_small_cell_is_known(seed: int) -> None:
    counts = table(seed)
    withheld = withheld_cells(counts, MASKED, UNANIMOUS)
    small = {
        (row, column) for row, line in enumerate(counts) for column, count in enumerate(line) if 0 < count < MASKED
    }
    if withheld is None:  # nothing is shown
        assert small
        return
    assert small <= withheld
    for cell in withheld:
        least, most = range_of(counts, withheld, [cell])
        assert least < most, (counts, cell)


@pytest.mark.parametrize("seed", range(60))
def test_what_a_row_withholds_is_never_few_people(seed: int) -> None:
    counts = table(seed)
    withheld = withheld_cells(counts, MASKED, UNANIMOUS)
    for row, line in enumerate(counts):
        hidden = sum(count for column, count in enumerate(line) if withheld and (row, column) in withheld)
        spare = [count for column, count in enumerate(line) if count and (row, column) not in (withheld or ())]
        assert not (0 < hidden < MASKED and spare and withheld), (counts, row)


def test_a_table_of_many_people_is_shown_whole() -> None:
    assert withheld_cells([[30, 40], [50, 0]], MASKED, UNANIMOUS) == frozenset()


def test_a_small_cell_takes_three_others_with_it() -> None:
    withheld = withheld_cells([[5, 30, 90], [60, 20, 90], [90, 90, 90]], MASKED, UNANIMOUS)
    assert withheld == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_row_of_few_people_is_withheld_whole_zeros_too() -> None:
    withheld = withheld_cells([[4, 0, 3], [60, 20, 90], [70, 30, 80]], MASKED, UNANIMOUS)
    assert withheld is not None
    assert {(0, 0), (0, 1), (0, 2)} <= withheld


def test_everybody_answering_alike_is_withheld_below_twenty() -> None:
    counts = [[15, 0], [30, 30], [40, 40]]
    assert {(0, 0), (0, 1)} <= (withheld_cells(counts, MASKED, UNANIMOUS) or frozenset())
    assert withheld_cells([[25, 0], [30, 30], [40, 40]], MASKED, UNANIMOUS) == frozenset()


def test_a_single_row_that_nothing_hides_shows_nothing() -> None:
    assert withheld_cells([[5, 40, 60]], MASKED, UNANIMOUS) is None


def test_an_answer_that_nobody_gave_hides_nobody() -> None:
    assert withheld_cells([[5, 40, 0], [40, 60, 0]], MASKED, UNANIMOUS) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert withheld_cells([[5, 0], [40, 0]], MASKED, UNANIMOUS) is None
