"""What may not be shown of a table of people crossed by two answers, whose totals are all known.

Every cell is an arc from the equation of its row to that of its column (`suppression.circulation`): a withheld cell
keeps a second possible value if and only if a cycle of withheld cells goes through it.
"""

from collections.abc import Iterable, Sequence

from dashboard.suppression.circulation import close
from dashboard.suppression.table import Table

Cell = tuple[int, int]
Counts = Sequence[Sequence[int]]


def withheld_cells(counts: Counts, masked_below: int, unanimous_below: int) -> frozenset[Cell] | None:
    """The cells (row, column) to withhold; None when no choice protects them, and nothing may be shown.

    Small ones; whole rows and columns of few people, zeros with them; those of which everybody is in one cell. Then
    others, until none follows from the totals, and what is withheld in a row or a column is `masked_below` people at
    least.
    """
    hidden = {cell for cell, count in _all(counts).items() if 0 < count < masked_below}
    for line in _lines(counts):
        people = [counts[row][column] for row, column in line]
        if 0 < sum(people) < masked_below or 0 < max(people) == sum(people) < unanimous_below:
            hidden |= set(line) - _known_zeros(counts)
    before: set[Cell] = set()
    while hidden != before:
        before = set(hidden)
        found = _closed(counts, hidden)
        if found is None:
            return None
        hidden = found | _beside_few(counts, found, masked_below)
    return frozenset(hidden)


def _closed(counts: Counts, hidden: Iterable[Cell]) -> set[Cell] | None:
    """`hidden`, with the cheapest others that keep each of them uncertain; None: some cannot be."""
    every, nobody = _all(counts), _known_zeros(counts)
    cells = list(every)
    table = Table(
        arcs=[(row, len(counts) + column) for row, column in cells],
        up=[True] * len(cells),
        down=[count > 0 for count in every.values()],
        # Nothing hides where nobody is: the total says so.
        cost=[None if cell in nobody else float(max(count, 1)) for cell, count in every.items()],
    )
    places = {cell: place for place, cell in enumerate(cells)}
    found = close(table, [places[cell] for cell in hidden])
    return None if found.exposed else {cells[place] for place in found.withheld}


def _beside_few(counts: Counts, hidden: set[Cell], masked_below: int) -> set[Cell]:
    """The smallest open cell of each row and column whose withheld people are known together to be few."""
    more, every = set(), _all(counts)
    for line in _lines(counts):
        people = sum(every[cell] for cell in line if cell in hidden)
        spare = sorted((every[cell], cell) for cell in line if cell not in hidden and every[cell])
        if spare and 0 < people < masked_below:
            more.add(spare[0][1])
    return more


def _known_zeros(counts: Counts) -> set[Cell]:
    """The cells of an answer that nobody gave: its total says so."""
    return {cell for line in _lines(counts) if not any(counts[row][column] for row, column in line) for cell in line}


def _all(counts: Counts) -> dict[Cell, int]:
    return {(row, column): count for row, line in enumerate(counts) for column, count in enumerate(line)}


def _lines(counts: Counts) -> list[list[Cell]]:
    """The rows, then the columns."""
    rows = [[(row, column) for column in range(len(line))] for row, line in enumerate(counts)]
    return [*rows, *([*column] for column in zip(*rows, strict=True))]
