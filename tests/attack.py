"""The attack on what is shown: each shown figure is an equation over the people of each site and month; integer
programming gives the least and the greatest value of a count that agrees with all of them."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.config import Settings
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store.store import Store
from dashboard.suppression.cells import Cells
from dashboard.suppression.closed_months import closed_places
from dashboard.suppression.families import People
from dashboard.suppression.units import Unit, organisation, territory
from tests.closed_units import closed_units

SMALL = range(1, 11)
CHAINS = (
    ([0, 4, 8, 12], [(2, 6, 10), (2, 6)], 1),
    ([0, 4, 8, 12], [(1, 5, 9), (1, 5)], 1),
    ([0, 3, 6, 9], [(2, 5, 8), (2, 5)], 1),
    ([0, 4, 8, 12], [(1, 3, 7, 11, 5, 9), (1, 3, 7, 11), (1, 3, 7), (1, 3)], 2),
)
"""Boundaries of rolling years and of calendar chains, the last first, when a year has three or four months; of the last
ones, the first two are those of a wave that is closed."""

Rules = LinearConstraint | tuple[()]
Run = tuple[int, int]
"""The first and the last month, by their number."""
Atom = tuple[int, int]
"""A site and a month, by their number."""


@dataclass(frozen=True)
class Told:
    """What a person learns: the people of these atoms together."""

    atoms: frozenset[Atom]
    people: int


def extremes(cells: np.ndarray, rules: Rules, most: int) -> set[int]:
    """The least and the greatest number of people of `cells` that agrees with `rules`, with `most` people in a month of
    a site: one value when it is known."""
    found = set()
    for direction in (1, -1):
        whole, bounds = np.ones(len(cells)), Bounds(0, most)
        answer = milp(direction * cells, integrality=whole, bounds=bounds, constraints=rules)
        assert answer.x is not None, answer.message
        found.add(round(float(cells @ answer.x)))
    return found


def told(
    store: Store,
    settings: Settings,
    start: date,
    questions: Iterable[tuple[Scope, Sequence[Axis], Run]],
    rows_of: Callable[[Scope], list[int]],
    value: Callable[[int, Axis], str | None],
) -> Iterator[Told]:
    """Everything that is said of `share`: each scope, split by each place, over each run of months from `start`. A
    figure that is not there, or has « no answer », says that nobody is. `rows_of`: the sites of a scope; `value`: the
    code of a site on an axis."""
    for scope, by, (first, last) in questions:
        period = Period(shift(start, first), shift(start, last + 1))
        said = {
            tuple(figure.axes.values()): figure.estimate
            for figure in figures(store, Question(("share",), tuple(by), scope, period), settings)
        }
        for place in {tuple(value(row, axis) for axis in by) for row in rows_of(scope)} | said.keys():
            rows = [row for row in rows_of(scope) if tuple(value(row, axis) for axis in by) == place]
            atoms = frozenset(itertools.product(rows, range(first, last + 1)))
            match said.get(place, Withheld(Status.NO_DATA)):
                case Shown(n=int(n)):
                    yield Told(atoms, n)
                case Withheld(status=Status.NO_DATA):
                    yield Told(atoms, 0)
                case withheld:
                    assert withheld.status is Status.MASKED


def exposed(people: dict[Atom, int], known: set[Told], targets: Iterable[frozenset[Atom]]) -> list[list[Atom]]:
    """The small counts among `targets` that follow from what is told, which is checked on the way."""
    for fact in known:
        assert fact.people == sum(people[atom] for atom in fact.atoms)
        assert fact.people not in SMALL
    atoms = sorted(people)
    place = {atom: column for column, atom in enumerate(atoms)}

    def cells(chosen: frozenset[Atom]) -> np.ndarray:
        row = np.zeros(len(atoms))
        row[[place[atom] for atom in chosen]] = 1
        return row

    right = [fact.people for fact in known]
    rules = LinearConstraint(np.array([cells(fact.atoms) for fact in known]), right, right)
    small = [target for target in targets if sum(people[atom] for atom in target) in SMALL]
    return [sorted(target) for target in small if len(extremes(cells(target), rules, 500)) == 1]


def declared(sites: Sequence[Unit]) -> dict[Unit, list[int]]:
    """Every unit that is protected, and the sites that it adds up."""
    found = {site: [row] for row, site in enumerate(sites)}
    for row, site in enumerate(sites):
        for group in {*organisation(site), *territory(site)}:
            found.setdefault(group, []).append(row)
    return found


def families_of(
    sites: Sequence[Unit], people: np.ndarray, rolling: list[int], chains: Sequence[tuple[int, ...]], base: int = 1
) -> dict[Unit, tuple[list[int], list[int]]]:
    """The boundaries of each family of each unit, the last month first. `base`: how many of the first boundaries of the
    calendar chains a unit takes a second family for."""
    cells, last = Cells(sites), people.shape[1]
    monthly = cells.summed(people)
    cumulative = np.concatenate([np.zeros((len(monthly), 1), dtype=np.int64), monthly.cumsum(axis=1)], axis=1)
    order = list(dict.fromkeys([0, rolling[1], last, *rolling, *chains[0], *range(last + 1)]))
    none = np.zeros_like(cumulative, dtype=bool)
    counted = People(monthly, cumulative, len(sites), order, rolling, chains, chains[0][:base], cells.large, none, 11)
    closed: dict[Unit, dict[int, bool]] = {}
    for found in closed_units(closed_places(cells, counted)):
        closed.setdefault(found.unit, {})[found.boundary] = found.calendar
    return {
        unit: (
            [place for place in range(last + 1) if place not in closed.get(unit, {})],
            [place for place, both in sorted(closed.get(unit, {}).items()) if both],
        )
        for unit in declared(sites)
    }
