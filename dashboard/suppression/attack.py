"""The attack: what an intruder who adds and subtracts every published figure learns about each withheld cell.

Least and greatest value over all non-negative integers that satisfy every published total, by groups of cells that
share an equation. A forest (every plain hierarchy) is solved by spreading bounds; a totally unimodular group by linear
programming, which is exact there; any other group by integer programming. The intruder is given more than is
published: which cells are primary (1 to masked_below − 1), although primary and secondary carry the same symbol.
Sources: Fischetti and Salazar-González (2000); Hundepool et al., « Statistical Disclosure Control » (Wiley, 2012).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.suppression.block import Block, block
from dashboard.suppression.spread import spread
from dashboard.suppression.system import Cell, Rule, System


@dataclass(frozen=True, slots=True)
class Interval:
    """What is known of a withheld cell: `lower` to `upper`, both possible; `upper` None: no limit."""

    lower: int
    upper: int | None

    def values(self) -> float:
        """How many values the interval holds."""
        return math.inf if self.upper is None else self.upper - self.lower + 1


def attack(system: System, hidden: frozenset[Cell], rule: Rule | None = None) -> Mapping[Cell, Interval]:
    """The exact interval of each cell of `hidden`."""
    rule = rule or Rule()
    found: dict[Cell, Interval] = {}
    for group in system.groups(hidden):
        found |= _intervals(block(system, group, rule))
    return found


def exposed(system: System, hidden: frozenset[Cell], rule: Rule | None = None) -> frozenset[Cell]:
    """The cells of `hidden` that keep fewer than `rule.possible_values` values: same answer as `attack`, sooner."""
    rule = rule or Rule()
    return frozenset().union(*(_exposed(block(system, group, rule), rule) for group in system.groups(hidden)))


def is_exposed(system: System, hidden: frozenset[Cell], cell: Cell, rule: Rule) -> bool:
    """Whether one cell of `hidden` is exposed."""
    unknown = block(system, system.linked([cell], hidden), rule)
    return bool(_exposed(unknown, rule, only=cell))


def _intervals(unknown: Block) -> dict[Cell, Interval]:
    lower, upper = spread(unknown)
    if not unknown.is_forest:
        for column, (low, high) in enumerate(zip(tuple(lower), tuple(upper), strict=True)):
            if low < high:
                least, most = unknown.extreme(column, 1), unknown.extreme(column, -1)
                lower[column] = low if least is None else least[column]
                upper[column] = math.inf if most is None else most[column]
    return {
        cell: Interval(low, None if math.isinf(high) else int(high))
        for cell, low, high in zip(unknown.cells, lower, upper, strict=True)
    }


def _exposed(unknown: Block, rule: Rule, only: Cell | None = None) -> set[Cell]:
    """Every solution met on the way, the true counts first, is a witness for all the cells of the group."""
    lower, upper = spread(unknown)
    wanted = rule.possible_values - 1
    cells = [column for column, cell in enumerate(unknown.cells) if only is None or cell == only]
    if unknown.is_forest:
        return {unknown.cells[column] for column in cells if upper[column] - lower[column] < wanted}
    least, most = list(unknown.true), list(unknown.true)
    found = set()
    for column in cells:
        free = upper[column] - lower[column] >= wanted
        for direction in (-1, 1):
            if not free or most[column] - least[column] >= wanted:
                break
            witness = unknown.extreme(column, direction)
            if witness is None:
                most[column] = least[column] + wanted
                break
            least = [min(pair) for pair in zip(least, witness, strict=True)]
            most = [max(pair) for pair in zip(most, witness, strict=True)]
        if not free or most[column] - least[column] < wanted:
            found.add(unknown.cells[column])
    return found
