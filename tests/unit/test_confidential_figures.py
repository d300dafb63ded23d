"""The attack on everything that can be asked: whoever adds and subtracts every figure shown learns no small count.

The naive second implementation: each shown figure is an equation over the people of each site and month; integer
programming gives the least and the greatest value of each small count that agrees with all of them.
"""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from dashboard.analyses.figures import figures
from dashboard.analyses.question import Axis, Question
from dashboard.config import Settings
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.period import Period, shift
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import CROSSED, day, measure, reference, site, stage

START, MONTHS, SMALL = day("2024-11"), 4, range(1, 11)
ATTRIBUTES = ("service", "site_type", "region", "department")

Atom = tuple[int, int]
"""A site and a month, by their number."""


@dataclass(frozen=True)
class Told:
    """What a person learns: the people of these atoms together."""

    atoms: frozenset[Atom]
    people: int


def people_of(seed: int) -> dict[Atom, int]:
    chance = random.Random(seed)
    kinds = [0, 0, 3, 5, 9, 10, 11, 12, 14, 20, 25, 40, 60]
    return {(row, month): chance.choice(kinds) for row in range(len(CROSSED)) for month in range(MONTHS)}


def published(settings: Settings, people: dict[Atom, int]) -> Store:
    register = [
        site(
            f"S{row}",
            service=service,
            service_label=service,
            site_type=kind,
            site_type_label=kind,
            region=region,
            department=department,
        )
        for row, (service, kind, region, department) in enumerate(CROSSED)
    ]
    rows = [
        measure(f"S{row}", f"{shift(START, month):%Y-%m}", numerator=float(n // 2), denominator=float(n), n=n)
        for (row, month), n in people.items()
        if n
    ]
    stage(settings, sites=register, measures=rows)
    publish(settings, reference())
    return open_current(settings)


SCOPES = (
    Scope(),
    Scope(services=("tj",)),
    Scope(site_types=("antenne",)),
    Scope(regions=("84",)),
    Scope(departments=("69",)),
    Scope(services=("tj",), regions=("84",)),
    Scope(services=("spip",), departments=("75",)),
    Scope(site_types=("tribunal", "antenne")),
    Scope(departments=("69", "75")),
    Scope(sites=("S0", "S1")),
    Scope(sites=("S4", "S8")),
)
"""Filters that a page offers: one, crossed, several values."""
SPLITS = ((), (Axis.SERVICE,), (Axis.REGION,), (Axis.DEPARTMENT,), (Axis.SITE,), (Axis.SERVICE, Axis.REGION))


def rows_of(scope: Scope) -> list[int]:
    asked = (scope.services, scope.site_types, scope.regions, scope.departments)
    return [
        row
        for row, place in enumerate(CROSSED)
        if all(not codes or value in codes for codes, value in zip(asked, place, strict=True))
        and (not scope.sites or f"S{row}" in scope.sites)
    ]


def told(store: Store, settings: Settings) -> Iterator[Told]:
    """Everything that is said: each scope, split by each place, over each run of months. A figure that is not there, or
    has « no answer », says that nobody is."""
    runs = [(first, last) for first in range(MONTHS) for last in range(first, MONTHS)]
    for scope, by, (first, last) in itertools.product(SCOPES, SPLITS, runs):
        if scope.sites and by:
            continue
        period = Period(shift(START, first), shift(START, last + 1))
        said = {
            tuple(figure.axes.values()): figure.estimate
            for figure in figures(store, Question(("share",), by, scope, period), settings)
        }
        for place in {tuple(_value(row, axis) for axis in by) for row in rows_of(scope)} | said.keys():
            rows = [row for row in rows_of(scope) if tuple(_value(row, axis) for axis in by) == place]
            atoms = frozenset(itertools.product(rows, range(first, last + 1)))
            match said.get(place, Withheld(Status.NO_DATA)):
                case Shown(n=int(n)):
                    yield Told(atoms, n)
                case Withheld(status=Status.NO_DATA):
                    yield Told(atoms, 0)
                case withheld:
                    assert withheld.status is Status.MASKED


def _value(row: int, axis: Axis) -> str | None:
    return f"S{row}" if axis is Axis.SITE else CROSSED[row][ATTRIBUTES.index(axis.value)]


def extremes(atoms: list[Atom], known: set[Told], target: frozenset[Atom]) -> tuple[int, int]:
    """The least and greatest number of people of `target` that agrees with everything told."""
    place = {atom: column for column, atom in enumerate(atoms)}
    matrix = np.zeros((len(known), len(atoms)))
    right = np.array([fact.people for fact in known], dtype=float)
    for line, fact in enumerate(known):
        matrix[line, [place[atom] for atom in fact.atoms]] = 1
    objective = np.zeros(len(atoms))
    objective[[place[atom] for atom in target]] = 1
    found = []
    for direction in (1, -1):
        answer = milp(
            direction * objective,
            integrality=np.ones(len(atoms)),
            bounds=Bounds(0, 500),
            constraints=LinearConstraint(matrix, right, right),
        )
        assert answer.x is not None, answer.message
        found.append(round(float(objective @ answer.x)))
    return found[0], found[1]


@pytest.mark.parametrize("seed", range(2))
def test_no_small_count_can_be_computed(settings: Settings, seed: int) -> None:
    people = people_of(seed)
    with published(settings, people) as store:
        known = set(told(store, settings))
    for fact in known:
        assert fact.people == sum(people[atom] for atom in fact.atoms)
        assert fact.people not in SMALL
    atoms = sorted(people)
    small = {
        frozenset((row, month) for month in range(first, last + 1))
        for row in range(len(CROSSED))
        for first in range(MONTHS)
        for last in range(first, MONTHS)
    }
    small |= {frozenset((row, month) for row in rows_of(scope)) for scope in SCOPES for month in range(MONTHS)}
    exposed = [
        sorted(target)
        for target in small
        if sum(people[atom] for atom in target) in SMALL and len(set(extremes(atoms, known, target))) == 1
    ]
    assert exposed == []
