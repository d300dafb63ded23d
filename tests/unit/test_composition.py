"""A gap made by the mix alone, on sums counted by hand.

Two regions: 90 % favourable in 84, 50 % in 11, the same both years. In 2023 service `tj` has 900 files in 11 and 100 in
84 (54 %); in 2024, 100 and 900 (86 %): +32 points, all of them mix.
"""

import pytest

from dashboard.analyses.composition import between_periods, between_services
from dashboard.analyses.question import Axis
from dashboard.config import Settings
from dashboard.domain.comparison import Against, Verdict
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from dashboard.wording import composition as wording
from tests.builders import measure, reference, site, stage

Y2024 = Period.year(2024)
SIZES = {2023: {"A": 75, "B": 9}, 2024: {"A": 9, "B": 75}}
RATES = {"A": 50, "B": 90, "C": 50, "D": 90}


def rows(code, year, n):
    """Twelve months of the same sums."""
    return [
        measure(code, f"{year}-{month:02}", numerator=n * RATES[code] / 100, denominator=n) for month in range(1, 13)
    ]


def installed(home, *more):
    settings = Settings(home=home, memory_limit="500MB")
    register = [site("A", region="11", department="75"), site("B", region="84", department="69")]
    register += [
        site("C", service="pjj", service_label="PJJ", region="11", department="75"),
        site("D", service="pjj", service_label="PJJ", region="84", department="69"),
    ]
    stage(settings, kind="spplus-structures", sites=register)
    stage(
        settings,
        measures=[row for year, sizes in SIZES.items() for code, n in sizes.items() for row in rows(code, year, n)],
    )
    stage(settings, measures=[row for code, n in (("C", 80), ("D", 80)) for row in rows(code, 2024, n)])
    stage(settings, measures=more)
    publish(settings, reference())
    return settings, open_current(settings)


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    return installed(tmp_path_factory.mktemp("mix"))


def test_the_mix_explains_the_whole_gap(installation):
    settings, reader = installation
    found = between_periods(reader, "share", Scope(services=("tj",)), settings, Y2024, Axis.REGION)
    expected = 100 * ((9 * 0.5 + 75 * 0.9) - (75 * 0.5 + 9 * 0.9)) / 84
    assert found.refusal == ""
    assert found.raw.difference == pytest.approx(expected)
    assert found.split.mix_effect == pytest.approx(expected)
    assert found.split.rate_effect == pytest.approx(0)
    assert found.standardised.difference.value == pytest.approx(0)
    assert (found.material, found.verdict, found.left_out) == (True, Verdict.NO_EVIDENCE, ())
    assert {row.label: row.shares[0] for row in found.rows} == pytest.approx(
        {"Île-de-France": 9 / 84, "Auvergne-Rhône-Alpes": 75 / 84}
    )
    assert found.reading.conclusion.startswith("La composition explique")


def test_the_mix_is_that_of_the_reference_chosen(tmp_path):
    """Two years before, the mix was that of today; one year before, it was another."""
    before = [row for code, n in SIZES[2024].items() for row in rows(code, 2022, n)]
    settings, reader = installed(tmp_path, *before)
    scope = Scope(services=("tj",))
    found = between_periods(reader, "share", scope, settings, Y2024, Axis.REGION, Against.TWO_YEARS)
    assert found.raw.difference == pytest.approx(0)
    assert found.split.mix_effect == pytest.approx(0)
    assert found.raw.period == Period.year(2022)


def test_two_services_over_their_regions(installation):
    settings, reader = installation
    found = between_services(reader, "share", Scope(), settings, Y2024, Axis.REGION, ("tj", "pjj"))
    crude = 100 * ((9 * 0.5 + 75 * 0.9) / 84 - 0.7)
    assert found.raw.difference == pytest.approx(crude)
    assert found.split.mix_effect == pytest.approx(crude)
    assert found.standardised.difference.value == pytest.approx(0)
    swapped = between_services(reader, "share", Scope(services=("tj",)), settings, Y2024, Axis.REGION, ("pjj", "tj"))
    assert swapped.split.mix_effect == pytest.approx(-crude)


def test_why_nothing_is_split(installation):
    settings, reader = installation
    alone = between_periods(reader, "share", Scope(services=("tj",)), settings, Y2024, Axis.SERVICE)
    assert (alone.refusal, alone.rows, alone.split) == (wording.ONE_STRATUM, (), None)
    apart = between_services(reader, "share", Scope(), settings, Period.year(2023), Axis.REGION, ("tj", "pjj"))
    assert apart.refusal
    assert apart.reading.conclusion == "L’effet de la composition n’est pas calculé."


def test_a_withheld_stratum_leads_to_no_split(tmp_path):
    """Region 76: 5 files in 2024."""
    settings = Settings(home=tmp_path, memory_limit="500MB")
    register = [
        site("A", region="11", department="75"),
        site("B", region="84", department="69"),
        site("E", region="76", department="31"),
    ]
    stage(settings, kind="spplus-structures", sites=register)
    RATES["E"] = 60
    stage(
        settings,
        measures=[row for year, sizes in SIZES.items() for code, n in sizes.items() for row in rows(code, year, n)],
    )
    stage(
        settings,
        measures=[
            measure("E", "2024-05", numerator=3, denominator=5),
            measure("E", "2023-05", numerator=30, denominator=50),
        ],
    )
    publish(settings, reference())
    found = between_periods(open_current(settings), "share", Scope(), settings, Y2024, Axis.REGION)
    assert found.split is None
    assert found.standardised is None
    assert "secret statistique" in found.refusal or "incomplètes" in found.refusal
