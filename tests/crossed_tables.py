"""Small random tables of people by crossed site and month, published: what the attacks are made on."""

import datetime as dt
import random

from dashboard.config import Settings
from dashboard.domain.period import shift
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.attack import Atom
from tests.builders import CROSSED, measure, reference, site, stage

ATTRIBUTES = ("service", "site_type", "region", "department")


def people_of(seed: int, months: int) -> dict[Atom, int]:
    """How many people each site counts in each month: many zeros, many small counts."""
    chance = random.Random(seed)
    kinds = [0, 0, 3, 5, 9, 10, 11, 12, 14, 20, 25, 40, 60]
    return {(row, month): chance.choice(kinds) for row in range(len(CROSSED)) for month in range(months)}


def published(settings: Settings, people: dict[Atom, int], start: dt.date) -> Store:
    """An installation that holds these people as the bases of `share`, from the month `start`."""
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
        measure(f"S{row}", f"{shift(start, month):%Y-%m}", numerator=float(n // 2), denominator=float(n), n=n)
        for (row, month), n in people.items()
        if n
    ]
    stage(settings, sites=register, measures=rows)
    publish(settings, reference())
    return open_current(settings)
