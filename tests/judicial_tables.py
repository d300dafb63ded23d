"""Small random tables of people whose sites lie on a judicial map: ressorts inside a région, or across two."""

import random

from dashboard.analyses.question import Axis
from dashboard.config import Settings
from dashboard.domain.period import shift
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.attack import Atom
from tests.builders import day, measure, reference, site, stage

START, MONTHS = day("2024-12"), 3

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
