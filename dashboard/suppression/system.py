"""A published table as one system: cells that count people, and the totals that link them.

Hierarchies (site ⊂ department ⊂ nation, month ⊂ year) are one system: a department is the total of one equation and
a part of another. Source: Fischetti and Salazar-González, « Models and algorithms for optimizing cell suppression in
tabular data with linear constraints », JASA 95 (2000), 916-928.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

Cell = Hashable


@dataclass(frozen=True, slots=True)
class Rule:
    """What « protected » means.

    A count of 1 to `masked_below` − 1 is withheld; a withheld cell must keep an interval of at least
    `possible_values` values (greatest − least + 1); `totals`: a total may be withheld when nothing else is enough.
    """

    masked_below: int = 11
    possible_values: int = 2
    totals: bool = True

    def __post_init__(self) -> None:
        if self.masked_below < 3 or not 2 <= self.possible_values < self.masked_below:
            raise ValueError("a rule needs masked_below of 3 or more and 2 <= possible_values < masked_below")

    def primary(self, count: int) -> bool:
        """Whether `count` is withheld for itself."""
        return 0 < count < self.masked_below


@dataclass(frozen=True, slots=True)
class Equation:
    """The published statement « `total` is the sum of `parts` »."""

    total: Cell
    parts: frozenset[Cell]


@dataclass(frozen=True)
class System:
    """Counts of every cell, totals included, and the equations between them (ValueError when one does not hold)."""

    counts: Mapping[Cell, int]
    equations: tuple[Equation, ...]

    def __post_init__(self) -> None:
        if any(count < 0 or count != int(count) for count in self.counts.values()):
            raise ValueError("counts are integers, zero or more")
        for equation in self.equations:
            if equation.total in equation.parts:
                raise ValueError(f"{equation.total!r} is a part of itself")
            unknown = [cell for cell in (equation.total, *equation.parts) if cell not in self.counts]
            if unknown:
                raise ValueError(f"no count for {unknown[0]!r}")
            if self.counts[equation.total] != sum(self.counts[part] for part in equation.parts):
                raise ValueError(f"{equation.total!r} is not the sum of its parts")

    @cached_property
    def totals(self) -> frozenset[Cell]:
        """Cells that are the total of an equation."""
        return frozenset(equation.total for equation in self.equations)

    @cached_property
    def equations_of(self) -> Mapping[Cell, tuple[int, ...]]:
        """Positions of the equations in which each cell appears."""
        found: dict[Cell, list[int]] = {}
        for position, equation in enumerate(self.equations):
            for cell in (equation.total, *equation.parts):
                found.setdefault(cell, []).append(position)
        return {cell: tuple(positions) for cell, positions in found.items()}

    def primary(self, rule: Rule) -> frozenset[Cell]:
        """Cells withheld for themselves."""
        return frozenset(cell for cell, count in self.counts.items() if rule.primary(count))

    def in_order(self, cells: Iterable[Cell]) -> list[Cell]:
        """`cells` by count, then by their written form: results never depend on the order in which they came."""
        return sorted(cells, key=lambda cell: (self.counts[cell], repr(cell)))

    def linked(self, start: Iterable[Cell], among: frozenset[Cell]) -> frozenset[Cell]:
        """The cells of `among` that equations link to `start` through cells of `among`."""
        waiting = [cell for cell in start if cell in among]
        reached = set(waiting)
        read: set[int] = set()
        while waiting:
            for position in self.equations_of.get(waiting.pop(), ()):
                if position not in read:
                    read.add(position)
                    equation = self.equations[position]
                    new = {cell for cell in (equation.total, *equation.parts) if cell in among} - reached
                    reached |= new
                    waiting.extend(new)
        return frozenset(reached)

    def groups(self, cells: frozenset[Cell]) -> list[frozenset[Cell]]:
        """`cells` in groups that share no equation: each can be studied alone."""
        left, found = set(cells), []
        for cell in self.in_order(cells):
            if cell in left:
                group = self.linked([cell], cells)
                left -= group
                found.append(group)
        return found
