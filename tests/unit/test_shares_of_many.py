"""Shares against the rest of their networks, all at once: the comparisons of the scalar code, to the last digit."""

import random
from dataclasses import fields

import pytest

from dashboard.analyses.answers import answers, resolve
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.references import against_network, network_rows
from dashboard.analyses.shares_of_many import against_networks
from dashboard.config import Settings
from dashboard.domain.comparison import Comparison
from dashboard.domain.estimate import Shown
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import measure, reference, site, stage

BASES = (0, 5, 12, 14, 25, 40, 90, 300)


def told(found: Comparison) -> list[object]:
    """The fields of a comparison, numbers to twelve digits, those of its benchmark among them."""
    values = [getattr(found, field.name) for field in fields(Comparison) if field.name != "benchmark"]
    reference = found.benchmark
    if isinstance(reference, Shown):
        values += [getattr(reference, field.name) for field in fields(Shown)]
    elif reference is not None:
        values += [reference.status, reference.note]
    return [f"{value:.12g}" if isinstance(value, float) else value for value in values]


@pytest.mark.parametrize("by", [(Axis.SITE,), (Axis.SITE, Axis.MONTH), (Axis.SERVICE,), (Axis.SERVICE, Axis.SITE_TYPE)])
@pytest.mark.parametrize("seed", range(4))
def test_many_at_once_are_the_very_comparisons(settings: Settings, seed: int, by: tuple[Axis, ...]) -> None:
    chance = random.Random(seed)
    few = seed == 3  # a network so small that the rest of it is withheld, fragile or nobody
    count = 3 if few else 40
    sites = [
        site(f"S{i}", service=f"v{i % 3}", service_label="V", site_type=f"t{i % 5}", site_type_label="T")
        for i in range(count)
    ]
    rows = []
    for i in range(count):
        for month in ("2025-01", "2025-02"):
            n = chance.choice(BASES[:4] if few else BASES)
            good = chance.choice([0, n, n // 2, n + 3 if i == 7 else n // 3])  # one rate above 100 %
            rows.append(measure(f"S{i}", month, numerator=float(good), denominator=float(n), n=n))
    stage(settings, sites=sites, measures=[row for row in rows if row["denominator"]])
    publish(settings, reference())
    with open_current(settings) as store:
        question = Question(("share",), by)
        [chosen], period = resolve(store, question)
        assert period is not None
        found = list(answers(store, question, [chosen], period, settings).values())
        networks = network_rows(store, question, [chosen], period)
        expected = [against_network(answer, networks, settings) for answer in found]
        assert len(found) > 1
        assert [told(one) for one in against_networks(found, networks, settings)] == [told(one) for one in expected]
    if not few and by[0] is Axis.SITE:
        assert any(one.p_value is not None for one in expected)


def test_nothing_to_compare(settings: Settings) -> None:
    assert against_networks([], {}, settings) == []
