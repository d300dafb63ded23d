"""The attack on ressorts: whoever adds and subtracts sites, départements, ressorts, directions and régions learns no
small count of any of them. Ressorts lie inside a région, or across two."""

import itertools

import pytest

from dashboard.analyses.question import Axis
from dashboard.config import Settings
from dashboard.domain.scope import Scope
from tests.attack import Atom, exposed, told
from tests.judicial_tables import MONTHS, SITES, START, people_of, published, value

RUNS = [(first, last) for first in range(MONTHS) for last in range(first, MONTHS)]

SCOPES = (
    Scope(),
    Scope(services=("tj",)),
    Scope(regions=("84",)),
    Scope(departments=("38", "69")),
    Scope(departments=("01", "75")),
    Scope(departments=("74", "77")),
    Scope(departments=("01", "74")),
)
SPLITS = (
    (),
    (Axis.SITE,),
    (Axis.REGION,),
    (Axis.DEPARTMENT,),
    (Axis.COURT,),
    (Axis.DIRECTION,),
    (Axis.REGION, Axis.COURT),
    (Axis.SERVICE, Axis.COURT),
    (Axis.SERVICE, Axis.DIRECTION),
)


def rows_of(scope: Scope) -> list[int]:
    asked = {Axis.SERVICE: scope.services, Axis.REGION: scope.regions, Axis.DEPARTMENT: scope.departments}
    return [
        row for row in range(len(SITES)) if all(not codes or value(row, axis) in codes for axis, codes in asked.items())
    ]


TERRITORIES = (Axis.SITE, Axis.DEPARTMENT, Axis.COURT, Axis.DIRECTION, Axis.REGION)


def targets() -> set[frozenset[Atom]]:
    """Each territory over each run of months."""
    return {
        frozenset(
            (row, month) for row in range(len(SITES)) if value(row, axis) == code for month in range(first, last + 1)
        )
        for axis in TERRITORIES
        for code in {value(row, axis) for row in range(len(SITES))}
        for first, last in RUNS
    }


@pytest.mark.parametrize("seed", range(3))
def test_no_small_count_can_be_computed(settings: Settings, seed: int) -> None:
    people = people_of(seed)
    with published(settings, people) as store:
        known = set(told(store, settings, START, itertools.product(SCOPES, SPLITS, RUNS), rows_of, value))
    assert exposed(people, known, targets()) == []
