"""The attack on ressorts: whoever adds and subtracts sites, départements, ressorts, directions and régions learns no
small count of any of them. Ressorts lie inside a région, or across two."""

import itertools
import random

import pytest

from dashboard.analyses.question import Axis
from dashboard.config import Settings
from dashboard.domain.period import shift
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.attack import Atom, exposed, told
from tests.builders import day, measure, reference, site, stage

START, MONTHS = day("2024-12"), 3
RUNS = [(first, last) for first in range(MONTHS) for last in range(first, MONTHS)]

MAP = {
    "69": ("84", "alpha", "nord"),
    "38": ("84", "alpha", "nord"),
    "01": ("84", "beta", "sud"),
    "74": ("84", "gamma", "nord"),
    "75": ("11", "beta", "sud"),
    "77": ("11", "gamma", "nord"),
}
"""Département → région, ressort, direction: `alpha` lies in one région, `beta` and `gamma` in two."""
SITES = [
    *((service, department) for department in MAP for service in ("tj", "spip")),
    ("spip", "69"),
]
"""Service and département of each site."""

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


def people_of(seed: int) -> dict[Atom, int]:
    chance = random.Random(seed)
    kinds = [0, 0, 1, 3, 5, 9, 10, 11, 12, 20, 25, 40, 60]
    return {(row, month): chance.choice(kinds) for row in range(len(SITES)) for month in range(MONTHS)}


def published(settings: Settings, people: dict[Atom, int]) -> Store:
    register = [
        site(f"S{row}", service=service, service_label=service, site_type=service, site_type_label=service,
             region=MAP[department][0], department=department)
        for row, (service, department) in enumerate(SITES)
    ]  # fmt: skip
    rows = [
        measure(f"S{row}", f"{shift(START, month):%Y-%m}", numerator=float(n // 2), denominator=float(n), n=n)
        for (row, month), n in people.items()
        if n
    ]
    areas = [
        {"department": code, "court": court, "court_label": court, "direction": way, "direction_label": way}
        for code, (_, court, way) in MAP.items()
    ]
    stage(settings, sites=register, measures=rows)
    stage(settings, kind="judicial-map", judicial_areas=areas)
    publish(settings, reference())
    return open_current(settings)


def value(row: int, axis: Axis) -> str:
    service, department = SITES[row]
    region, court, direction = MAP[department]
    return {
        Axis.SITE: f"S{row}",
        Axis.SERVICE: service,
        Axis.REGION: region,
        Axis.DEPARTMENT: department,
        Axis.COURT: court,
        Axis.DIRECTION: direction,
    }[axis]


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
