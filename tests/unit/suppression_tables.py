"""Small tables of counts, and the enumeration of everything that agrees with what they publish."""

from itertools import product

from dashboard.suppression.hierarchy import hierarchy
from dashboard.suppression.system import Cell, Rule, System

SMALL = Rule(masked_below=3)
LIMIT = 16


def table(rows: int, columns: int, values: list[int]) -> System:
    """A two-way table with its rows, its columns and its grand total."""
    counts = {(row, column): values[row * columns + column] for row in range(rows) for column in range(columns)}
    groups = [frozenset((row, column) for column in range(columns)) for row in range(rows)]
    groups += [frozenset((row, column) for row in range(rows)) for column in range(columns)]
    return hierarchy(counts, [*groups, frozenset(counts)])[0]


def cube(values: list[int]) -> System:
    """2 × 2 × 2 with every sum over one axis: three equations a cell, not a network."""
    counts = dict(zip(product((0, 1), repeat=3), values, strict=True))
    groups = {frozenset(cell for cell in counts if cell[:a] + cell[a + 1 :] == rest) for a in range(3)
              for rest in product((0, 1), repeat=2)}  # fmt: skip
    return hierarchy(counts, sorted(groups, key=lambda group: sorted(group)))[0]


def leaves_of(system: System, cell: Cell) -> frozenset[Cell]:
    for equation in system.equations:
        if equation.total == cell:
            return frozenset().union(*(leaves_of(system, part) for part in equation.parts))
    return frozenset([cell])


def every_table(system: System, hidden: frozenset[Cell], rule: Rule) -> list[dict[Cell, int]]:
    """Naive second implementation: every value of every withheld leaf, totals recomputed, published ones compared."""
    inside = {total: leaves_of(system, total) for total in system.totals}
    leaves = [cell for cell in system.counts if cell in hidden and cell not in inside]
    ranges = []
    for leaf in leaves:
        most = min((system.counts[t] for t in inside if t not in hidden and leaf in inside[t]), default=LIMIT)
        ranges.append(range(1, rule.masked_below) if rule.primary(system.counts[leaf]) else range(most + 1))
    found = []
    for values in product(*ranges):
        candidate = {**system.counts, **dict(zip(leaves, values, strict=True))}
        candidate |= {total: sum(candidate[leaf] for leaf in inside[total]) for total in inside}
        shown = all(candidate[total] == system.counts[total] for total in inside if total not in hidden)
        small = all(rule.primary(candidate[t]) for t in inside if t in hidden and rule.primary(system.counts[t]))
        if shown and small:
            found.append({cell: candidate[cell] for cell in hidden})
    return found
