"""Unknown cells that equations link, as the linear system Σ ± x = b with bounds that an intruder knows."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from dashboard.suppression.system import Cell, Rule, System

Row = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Block:
    """`rows[r]`: (position in `cells`, sign) pairs that sum to `right[r]`. `upper` may be infinite."""

    cells: tuple[Cell, ...]
    true: tuple[int, ...]
    lower: tuple[int, ...]
    upper: tuple[float, ...]
    rows: tuple[Row, ...]
    right: tuple[int, ...]

    @cached_property
    def is_forest(self) -> bool:
        """No cycle between equations and cells: bounds spread along the tree are then exact, even over integers."""
        parent = list(range(len(self.rows) + len(self.cells)))

        def root(node: int) -> int:
            while parent[node] != node:
                parent[node] = parent[parent[node]]
                node = parent[node]
            return node

        for position, row in enumerate(self.rows):
            for column, _ in row:
                one, other = root(position), root(len(self.rows) + column)
                if one == other:
                    return False
                parent[one] = other
        return True

    @cached_property
    def is_network(self) -> bool:
        """Two entries a column at most, rows in two colours (Heller and Tompkins): a linear program is exact."""
        entries: dict[int, list[tuple[int, int]]] = {}
        for position, row in enumerate(self.rows):
            for column, sign in row:
                entries.setdefault(column, []).append((position, sign))
        if any(len(found) > 2 for found in entries.values()):
            return False
        beside: dict[int, list[tuple[int, int]]] = {}
        for found in entries.values():
            if len(found) == 2:
                (one, sign), (other, second) = found
                beside.setdefault(one, []).append((other, -sign * second))
                beside.setdefault(other, []).append((one, -sign * second))
        return _two_colours(beside)

    @cached_property
    def matrix(self) -> csr_array:
        """The equations, one row each."""
        entries = [(position, column, sign) for position, row in enumerate(self.rows) for column, sign in row]
        places, columns, signs = np.array(entries, dtype=int).reshape(-1, 3).T
        return csr_array((signs.astype(float), (places, columns)), shape=(len(self.rows), len(self.cells)))

    def extreme(self, column: int, direction: int) -> tuple[int, ...] | None:
        """Whole numbers that give a cell its least (`direction` 1) or greatest (−1) value; None: no limit."""
        objective = np.zeros(len(self.cells))
        objective[column] = direction
        answer = milp(
            objective,
            integrality=np.full(len(self.cells), int(not self.is_network)),
            bounds=Bounds(np.array(self.lower, dtype=float), np.array(self.upper)),
            constraints=LinearConstraint(self.matrix, np.array(self.right), np.array(self.right)),
            options={"mip_rel_gap": 0.0},
        )
        if answer.status in (3, 4) and math.isinf(self.upper[column]):
            return None
        if answer.x is None:
            raise RuntimeError(f"solver: {answer.message}")
        whole = np.rint(answer.x)
        if (self.matrix @ whole != np.array(self.right)).any():
            raise RuntimeError("solver: not a solution in whole numbers")
        return tuple(int(value) for value in whole)


def block(system: System, unknown: frozenset[Cell], rule: Rule) -> Block:
    """The system left to solve when `unknown` is not published; a primary cell is known to be 1 to masked_below − 1."""
    cells = tuple(system.in_order(unknown))
    place = {cell: column for column, cell in enumerate(cells)}
    true = tuple(system.counts[cell] for cell in cells)
    positions = sorted({position for cell in cells for position in system.equations_of.get(cell, ())})
    found = sorted(_row(system, position, place) for position in positions)
    return Block(
        cells=cells,
        true=true,
        lower=tuple(1 if rule.primary(count) else 0 for count in true),
        upper=tuple(rule.masked_below - 1 if rule.primary(count) else math.inf for count in true),
        rows=tuple(row for row, _ in found),
        right=tuple(right for _, right in found),
    )


def _row(system: System, position: int, place: Mapping[Cell, int]) -> tuple[Row, int]:
    equation = system.equations[position]
    signed = [(cell, 1) for cell in equation.parts] + [(equation.total, -1)]
    row = tuple(sorted((place[cell], sign) for cell, sign in signed if cell in place))
    return row, -sum(sign * system.counts[cell] for cell, sign in signed if cell not in place)


def _two_colours(beside: Mapping[int, list[tuple[int, int]]]) -> bool:
    """Whether rows can be coloured: −1 wants two colours, +1 the same one."""
    colour: dict[int, int] = {}
    for start in beside:
        if start in colour:
            continue
        colour[start] = 1
        waiting = [start]
        while waiting:
            row = waiting.pop()
            for other, same in beside[row]:
                if other not in colour:
                    colour[other] = colour[row] * same
                    waiting.append(other)
                elif colour[other] != colour[row] * same:
                    return False
    return True
