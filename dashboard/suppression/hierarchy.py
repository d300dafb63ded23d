"""The usual entry: leaves (sites, or site and month) and the groups of leaves whose total is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.suppression.protection import protect
from dashboard.suppression.system import Cell, Equation, Rule, System

Group = frozenset[Cell]


@dataclass(frozen=True, slots=True)
class Total:
    """The cell of a published group: its rank by size, then by its leaves, whatever the order of the groups."""

    rank: int


@dataclass(frozen=True, slots=True)
class HiddenHierarchy:
    """Leaves to withhold, and positions of the groups whose total is withheld too. `safe` False: show nothing of it."""

    leaves: frozenset[Cell]
    groups: frozenset[int]
    safe: bool
    exact: bool


def protect_hierarchy(counts: Mapping[Cell, int], groups: Sequence[Group], rule: Rule | None = None) -> HiddenHierarchy:
    """What to withhold when the total of every group is published; nested and crossing groups are one system.

    A group may hold leaves of any depth ({all sites}, {sites of a department}…). A leaf without a group is an ordinary
    count: it is withheld when it is 1 to 10. ValueError: a group with a leaf that has no count.
    """
    system, cell_of = hierarchy(counts, groups)
    found = protect(system, rule)
    return HiddenHierarchy(
        leaves=frozenset(cell for cell in found.hidden if not isinstance(cell, Total)),
        groups=frozenset(position for position, cell in enumerate(cell_of) if cell in found.hidden),
        safe=not found.exposed,
        exact=found.exact,
    )


def hierarchy(counts: Mapping[Cell, int], groups: Sequence[Group]) -> tuple[System, tuple[Cell, ...]]:
    """The system of these leaves and groups, and the cell of each group.

    A group is written as the sum of the largest groups that it holds: the same equations in another form,
    in which departments that are shown keep their sites apart. Two equal groups are one cell; a group of one leaf is
    the leaf itself.
    """
    for group in groups:
        if not group <= counts.keys():
            raise ValueError(f"no count for {min(group - counts.keys(), key=repr)!r}")
    order = sorted(set(groups), key=lambda group: (len(group), sorted(map(repr, group))))
    first: dict[Group, Cell] = {frozenset([leaf]): leaf for leaf in counts}
    holding: dict[Cell, list[Group]] = {}
    all_counts, equations = dict(counts), []
    for rank, group in enumerate(order):
        if group in first:
            continue
        first[group] = Total(rank)
        all_counts[first[group]] = sum(counts[leaf] for leaf in group)
        equations.append(Equation(first[group], _parts(group, first, holding)))
        for leaf in group:
            holding.setdefault(leaf, []).append(group)
    return System(all_counts, tuple(equations)), tuple(first[group] for group in groups)


def _parts(group: Group, first: Mapping[Group, Cell], holding: Mapping[Cell, Sequence[Group]]) -> frozenset[Cell]:
    """Disjoint parts of `group`: groups already met, the largest first, then leaves."""
    left, parts = set(group), []
    for leaf in sorted(group, key=repr):
        if leaf not in left:
            continue
        inner = next((held for held in reversed(holding.get(leaf, ())) if held <= left), frozenset([leaf]))
        parts.append(first[inner])
        left -= inner
    return frozenset(parts)
