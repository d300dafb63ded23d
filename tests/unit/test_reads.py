"""The reads beside observations: sites, coverage, lineage, rejects."""

from typing import Any

import pytest

from dashboard.config import Settings
from dashboard.sources.raw import Reject
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import answer, day, measure, reference, review, site, stage
from tests.conftest import MadeOnce

START, STOP = day("2024-01"), day("2025-01")


@pytest.fixture
def network(made_once: MadeOnce) -> Store:
    """Two services, a closed site, a territory."""
    return open_current(made_once(_two_services))


def _two_services(settings: Settings) -> None:
    stage(
        settings,
        kind="spplus-structures",
        sites=[
            site("T1", label="Tribunal judiciaire d’Évry", city="Évry-Courcouronnes", region="11", department="91"),
            site("T2", label="Tribunal judiciaire de Lyon"),
            site("T3", label="Tribunal fermé", city="Villefranche", active=False),
            site("P1", label="Maison d’arrêt", service="dap", service_label="Administration pénitentiaire",
                 site_type="ma", site_type_label="Maison d’arrêt", parent="T2"),
            site("R84", label="Auvergne-Rhône-Alpes", level="region", service="dap", site_type="ma"),
        ],
        rejects=[Reject("sites.csv", 9, "Actif", "peut-être", "valeur inconnue")],
    )  # fmt: skip
    months = ("2024-01", "2024-02", "2024-03")
    stage(
        settings,
        measures=[
            *(measure("T1", month, numerator=1, denominator=2) for month in months),
            *(measure("T2", month, numerator=1, denominator=2) for month in months[1:]),
            measure("T3", "2024-01", numerator=1, denominator=2),
            measure("P1", "2024-03", months=3, numerator=1, denominator=2),
            measure("R84", "2024-03", 80.0),
        ],
    )
    stage(settings, kind="survey", answers=[answer("T1", "2024-02-03", 4) for _ in range(3)])
    publish(settings, reference())


def codes(rows: list[Any]) -> list[str]:
    return [row.code for row in rows]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("evry", ["T1"]),
        ("ÉVRY", ["T1"]),
        ("tribunal lyon", ["T2"]),
        ("d'arret", ["P1"]),
        ("t2", ["T2"]),
        ("introuvable", []),
        ("", ["R84", "P1", "T1", "T2", "T3"]),
        (None, ["R84", "P1", "T1", "T2", "T3"]),
    ],
)
def test_a_search_ignores_case_and_accents(network: Store, search: str | None, found: list[str]) -> None:
    assert sorted(codes(reads.sites(network, search=search))) == sorted(found)


def test_sites_are_filtered_and_limited(network: Store) -> None:
    assert codes(reads.sites(network, services=["dap"], levels=["site"])) == ["P1"]
    assert codes(reads.sites(network, regions=["11"])) == ["T1"]
    assert codes(reads.sites(network, sites=["T3", "T2"])) == ["T3", "T2"]
    assert len(reads.sites(network, max_rows=2)) == 2
    assert {row.code for row in reads.sites(network) if row.observed} == {"T1", "T2", "T3", "P1", "R84"}
    assert reads.sites(network, services=[]) == []


def test_one_site_with_its_place(network: Store) -> None:
    found = reads.site(network, "P1")
    assert found is not None
    assert (found.parent, found.parent_label, found.service_label) == (
        "T2",
        "Tribunal judiciaire de Lyon",
        "Administration pénitentiaire",
    )
    parent = reads.site(network, "T2")
    assert parent is not None
    assert parent.n_children == 1
    assert reads.site(network, "nowhere") is None


def test_the_axes_list_what_holds_sites(network: Store) -> None:
    assert [(row.code, row.n_sites, row.n_active) for row in reads.services(network)] == [("dap", 1, 1), ("tj", 3, 2)]
    assert [(row.code, row.service, row.n_sites) for row in reads.site_types(network)] == [
        ("ma", "dap", 1),
        ("tribunal", "tj", 3),
    ]
    assert [(row.code, row.name) for row in reads.regions(network)] == [
        ("11", "Île-de-France"),
        ("84", "Auvergne-Rhône-Alpes"),
    ]
    assert codes(reads.departments(network)) == ["69", "91"]


def test_coverage_counts_the_sites_that_are_up_to_date(network: Store) -> None:
    """March: everyone. April: the monthly sites are late, the quarterly one is not before June."""

    def counts(month: str) -> dict[str | None, tuple[int, int, int, int]]:
        rows = reads.coverage(network, month=day(month))
        return {row.service: (row.n_delivered, row.n_expected, row.n_late, row.n_sites) for row in rows}

    assert counts("2023-12") == {}
    assert counts("2024-01") == {"tj": (1, 1, 0, 1)}
    assert counts("2024-03") == {"dap": (1, 1, 0, 1), "tj": (2, 2, 0, 2)}
    assert counts("2024-04") == {"dap": (1, 1, 0, 1), "tj": (0, 2, 2, 2)}
    assert counts("2024-05") == {"dap": (1, 1, 0, 1), "tj": (0, 2, 2, 2)}
    assert counts("2024-06") == {"dap": (0, 1, 1, 1), "tj": (0, 2, 2, 2)}


def test_a_site_silent_for_more_than_two_years_is_expected_no_more(network: Store) -> None:
    assert [row.n_expected for row in reads.coverage(network, month=day("2026-03"))] == [1, 2]
    assert reads.coverage(network, month=day("2026-04")) == []


def test_the_sites_that_are_late_are_named(network: Store) -> None:
    rows = reads.missing_deliveries(network, month=day("2024-04"), indicators=["share"])
    assert [(row.service, row.site, row.last_delivered) for row in rows] == [
        ("tj", "T1", day("2024-03")),
        ("tj", "T2", day("2024-03")),
    ]
    assert reads.missing_deliveries(network, month=day("2024-04"), services=["dap"]) == []


def test_neither_answers_nor_opinions_are_deliveries(network: Store) -> None:
    assert reads.coverage(network, month=day("2024-04"), indicators=["question"]) == []


def test_a_figure_over_a_year_fills_the_months_that_it_covers(settings: Settings) -> None:
    """A gap in the middle of a series is late for its month only; a yearly figure that comes after fills its year."""
    given = [("2023-01", 1), ("2023-03", 1), ("2024-12", 12), ("2025-12", 12)]
    stage(settings, sites=[site("A")])
    stage(settings, measures=[measure("A", end, months=n, numerator=1, denominator=2) for end, n in given])
    publish(settings, reference())
    store = open_current(settings)
    late = [
        month
        for month in (f"{year}-{number:02}" for year in range(2023, 2027) for number in range(1, 13))
        if reads.missing_deliveries(store, month=day(month))
    ]
    assert late == ["2023-02", *(f"2023-{number:02}" for number in range(4, 13)), "2026-12"]


def test_the_months_that_end_a_figure(network: Store) -> None:
    asked = {"start": START, "stop": STOP, "indicators": ["share", "question"]}
    found = {(row.indicator, row.month.month): row.months for row in reads.delivered_months(network, **asked)}
    assert found == {("share", 1): 1, ("share", 2): 1, ("share", 3): 1, ("question", 2): 1}
    alone = reads.delivered_months(network, **asked, services=["dap"])
    assert [(row.month, row.months) for row in alone] == [(day("2024-03"), 1)]


def test_lineage_leads_to_the_lines_of_the_files(network: Store) -> None:
    [origin] = reads.lineage(network, indicator="share", start=START, stop=STOP, sites=["T2"])
    assert (origin.load_id, origin.kind, origin.first_line, origin.last_line, origin.n_rows) == (2, "measures", 5, 6, 2)
    [answers] = reads.lineage(network, indicator="question", start=START, stop=STOP)
    assert (answers.load_id, answers.first_line, answers.last_line, answers.n_rows, answers.n_sites) == (3, 2, 4, 3, 1)


def test_loads_and_what_they_refused(network: Store) -> None:
    assert [(row.load_id, row.n_rows, row.n_rejected) for row in reads.loads(network)] == [
        (1, 5, 1),
        (2, 8, 0),
        (3, 3, 0),
    ]
    [refused] = reads.rejected_rows(network)
    assert (refused.load_id, refused.line, refused.column_name, refused.reason) == (1, 9, "Actif", "valeur inconnue")
    assert reads.rejected_rows(network, load_id=2) == []


def test_the_catalogue_comes_with_what_is_observed(network: Store) -> None:
    found = {row.code: row for row in reads.indicators(network)}
    assert (found["share"].n_observations, found["share"].last_month) == (8, day("2024-03"))
    assert (found["nps"].n_observations, found["nps"].last_month) == (0, None)
    assert [(row.indicator, row.alias) for row in reads.indicator_aliases(network)] == [("share", "IND-1")]
    assert [row.grade for row in reads.indicator_grades(network, indicators=["question"])] == [1, 2, 3, 4]
    assert [(row.edition, row.number) for row in reads.commitments(network)] == [(2021, 1)]
    assert reads.method_breaks(network) == []


def test_the_months_of_an_indicator(network: Store) -> None:
    assert reads.months(network, indicators=["question"]) == (day("2024-02"),) * 3
    assert reads.months(network, indicators=["nps"]) == (None, None, None)
    assert reads.months(network).last_month == day("2024-03")


def test_the_usual_month_is_not_that_of_an_opinion_left_since(published: Settings) -> None:
    stage(published, kind="spplus-reviews", reviews=[review("1", "A", "2024-05-02", feeling=1)])
    publish(published, reference())
    assert reads.months(open_current(published)) == (day("2024-01"), day("2024-05"), day("2024-03"))
    alone = reads.months(open_current(published), indicators=["positive"])
    assert alone == (day("2024-05"),) * 3


def test_axes_can_be_crossed(network: Store) -> None:
    rows = reads.observations(
        network, indicators=["share"], start=START, stop=STOP, by_service=True, by_region=True, grain="quarter"
    )
    assert [(row.level, row.service, row.region, row.bucket, row.n_sites) for row in rows] == [
        ("region", "dap", "84", day("2024-01"), 1),
        ("site", "dap", "84", day("2024-01"), 1),
        ("site", "tj", "11", day("2024-01"), 1),
        ("site", "tj", "84", day("2024-01"), 2),
    ]


def test_a_period_without_observation_has_no_row(network: Store) -> None:
    assert reads.observations(network, start=day("2030-01"), stop=day("2031-01"), by_site=True) == []
