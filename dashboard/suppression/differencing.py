"""Differencing: two figures that a person can obtain must not differ by a few people (specification § 17).

Source: Hundepool et al., « Statistical Disclosure Control » (Wiley, 2012), on tables linked by differences.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dashboard.suppression.system import Cell


@dataclass(frozen=True, slots=True)
class Selection:
    """A declared filter: its name and the leaf cells that it keeps."""

    name: str
    leaves: frozenset[Cell]


@dataclass(frozen=True, slots=True)
class Difference:
    """A few people found by computing with the figures of `between`, the parent included by its name."""

    between: tuple[str, ...]
    leaves: frozenset[Cell]


def differs_by_few(selection_count: int, parent_count: int, masked_below: int = 11) -> bool:
    """Whether the two counts differ by 1 to masked_below − 1 people."""
    return 0 < abs(parent_count - selection_count) < masked_below


def revealing_differences(
    selection: Selection,
    parent: Selection,
    siblings: Iterable[Selection],
    counts: Mapping[Cell, int],
    masked_below: int = 11,
) -> tuple[Difference, ...]:
    """The sums and differences of `selection`, its parent and one sibling that count 1 to masked_below − 1 people.

    Empty: the selection may be shown. A combination matters when it counts each of its leaves once: the complement in
    the parent, a difference of nested selections, what two disjoint ones leave of the parent, the intersection of two
    that cover it. Counts of unrelated selections may be close without telling anything. ValueError: a leaf of the
    selection outside the parent.
    """
    if not selection.leaves <= parent.leaves:
        raise ValueError(f"{selection.name!r} is not inside {parent.name!r}")
    found: dict[frozenset[Cell], Difference] = {}
    others: list[Selection | None] = [None, *siblings]
    for other in others:
        figures = [selection, parent] if other is None else [selection, parent, other]
        for signs in product((1, 0, -1), repeat=len(figures)):
            leaves = _leaves(figures, signs)
            if signs[0] and leaves and 0 < sum(counts[leaf] for leaf in leaves) < masked_below:
                names = tuple(figure.name for figure, sign in zip(figures, signs, strict=True) if sign)
                if leaves not in found or len(names) < len(found[leaves].between):
                    found[leaves] = Difference(names, leaves)
    return tuple(sorted(found.values(), key=lambda difference: difference.between))


def cumulative_to_withhold(cumulative: Sequence[int], masked_below: int = 11) -> frozenset[int]:
    """Positions of the cumulative figures to withhold: those that differ by a few people from the last one shown.

    Read from the first month on, from 0: what earlier months published cannot be taken back.
    """
    withheld, last = set(), 0
    for position, count in enumerate(cumulative):
        if differs_by_few(count, last, masked_below):
            withheld.add(position)
        else:
            last = count
    return frozenset(withheld)


def _leaves(figures: Sequence[Selection], signs: Sequence[int]) -> frozenset[Cell]:
    """The leaves that a signed sum counts once, or none when it is not a count of people."""
    total: Counter[Cell] = Counter()
    for figure, sign in zip(figures, signs, strict=True):
        for leaf in figure.leaves if sign else ():
            total[leaf] += sign
    if any(times not in (0, 1) for times in total.values()):
        return frozenset()
    return frozenset(leaf for leaf, times in total.items() if times)
