"""The sums of services, read in the place of their sites: the same answer to every question that stops at services."""

import itertools
import random

import pytest

from dashboard.config import Settings
from dashboard.domain.period import shift
from dashboard.store import observations, reads
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import answer, day, measure, reference, site, stage

FIRST, MONTHS = day("2023-10"), 9
SERVICES = {"A": "tj", "B": "tj", "C": "spip", "D": "spip", "E": "spip"}


def measures(chance: random.Random) -> list[dict[str, object]]:
    """Months missing, bases known or not, rows of several months, operators."""
    rows = []
    for code in SERVICES:
        for month in range(MONTHS):
            if chance.random() < 0.3:
                continue
            n = chance.randint(1, 90)
            indicator = chance.choice(["share", "share", "mean", "visits"])
            rows.append(
                measure(
                    code,
                    f"{shift(FIRST, month):%Y-%m}",
                    indicator=indicator,
                    months=chance.choice([1, 1, 1, 3]),
                    numerator=float(chance.randint(0, n)),
                    denominator=float(n),
                    n=chance.choice([n, n, None]),
                    contributors=chance.choice([None, 3, 7]),
                    first_share=chance.choice([None, 20.0, 60.0]),
                )
            )
    return rows


def answers(chance: random.Random) -> list[dict[str, object]]:
    """Some sites have weights, others none; one respondent in ten does not know."""
    return [
        answer(
            code,
            f"{shift(FIRST, chance.randrange(MONTHS)):%Y-%m}-05",
            chance.choice([0, 1, 3, 4, None]),
            indicator=chance.choice(["question", "score", "net"]),
            weight=chance.choice([1.0, 2.5]) if code in "AC" else 1.0,
        )
        for code in SERVICES
        for _ in range(30)
    ]


def published(settings: Settings, seed: int) -> Store:
    chance = random.Random(seed)
    stage(settings, sites=[site(code, service=service, service_label=service) for code, service in SERVICES.items()])
    stage(settings, measures=measures(chance))
    stage(settings, answers=answers(chance))
    publish(settings, reference())
    return open_current(settings)


@pytest.mark.parametrize("seed", range(3))
def test_both_tables_give_the_same_sums(settings: Settings, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = ((FIRST, shift(FIRST, MONTHS)), (shift(FIRST, 2), shift(FIRST, 7)))
    grains, services = (None, "month", "quarter", "year"), (None, ["tj"], ["tj", "spip"])
    with published(settings, seed) as store:
        for (start, stop), grain, by_service, kept in itertools.product(windows, grains, (True, False), services):
            asked = {"start": start, "stop": stop, "grain": grain, "by_service": by_service, "services": kept}
            found = reads.observations(store, **asked)
            with monkeypatch.context() as patched:
                patched.setattr(observations, "table_of", lambda params: "observation")
                expected = reads.observations(store, **asked)
            assert len(found) == len(expected) > 0
            for one, other in zip(found, expected, strict=True):
                assert [pytest.approx(v) if isinstance(v, float) else v for v in one] == list(other)


@pytest.mark.parametrize(
    ("asked", "table"),
    [
        ({}, "observation_of_service"),
        ({"services": ["tj"], "by_service": True}, "observation_of_service"),
        ({"departments": ["69"]}, "observation"),
        ({"by_region": True}, "observation"),
        ({"by_court": True}, "observation"),
        ({"sites": ["A"]}, "observation"),
    ],
)
def test_the_table_follows_from_the_question(asked: dict[str, object], table: str) -> None:
    filters = ("site_types", "regions", "departments", "sites")
    splits = ("by_site_type", "by_region", "by_department", "by_court", "by_direction", "by_site")
    assert reads.table_of(dict.fromkeys([*filters, *splits]) | asked) == table
