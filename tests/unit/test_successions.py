"""Sites that merge, split, close: the table as it is read, and what the published data make of it."""

import datetime as dt

import pytest

from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.domain.succession import Heir, Succession, SuccessionKind, heirs
from dashboard.store import reads, staging
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from tests.builders import answer, day, measure, reference, review, site, stage
from tests.reading import read

KNOWN = {"A": "Site A", "B": "Site B", "C": "Site C", "D": "Site D"}
HEAD = "Ancien site|Nouveau site|Mois|Type\n"


def merger(former: str, successor: str, month: str) -> Succession:
    return Succession(former, successor, day(month), SuccessionKind.MERGER)


def read_table(tmp_path, text, **known):
    return read(tmp_path, "successions", HEAD + text, known_sites=KNOWN, **known)


def test_a_table_is_read_by_code_or_by_label(tmp_path):
    found = read_table(tmp_path, "A|C|2025-03|fusion\nSite B|C|03/2025|Fusion\nD||mars 2024|FERMETURE")
    assert found.rejects == []
    assert found.rows("successions", "former", "successor", "month", "kind") == [
        ("A", "C", dt.date(2025, 3, 1), "merger"),
        ("B", "C", dt.date(2025, 3, 1), "merger"),
        ("D", None, dt.date(2024, 3, 1), "closure"),
    ]


def test_a_site_that_splits_may_go_on(tmp_path):
    found = read_table(tmp_path, "A|A|2025-03|scission\nA|B|2025-03|scission")
    assert found.rejects == []
    assert found.rows("successions", "former", "successor") == [("A", "A"), ("A", "B")]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("|C|2025-03|fusion", "Ancien site", "ancien site absent"),
        (
            "Z|C|2025-03|fusion",
            "Ancien site",
            "site inconnu : charger d’abord le référentiel des structures ou corriger le code",
        ),
        (
            "A|Z|2025-03|fusion",
            "Nouveau site",
            "site inconnu : charger d’abord le référentiel des structures ou corriger le code",
        ),
        ("A|C|2025-03|absorption", "Type", "type inconnu : fusion, scission ou fermeture"),
        (
            "A|C|2025|fusion",
            "Mois",
            "mois illisible : écrire 2025-03 ou 03/2025, le premier mois de la nouvelle situation",
        ),
        ("A|C|2099-01|fusion", "Mois", "mois à venir : charger la succession quand elle a eu lieu"),
        (
            "A|C|2025-03|fermeture",
            "Nouveau site",
            "une fermeture n’a pas de nouveau site : vider la case, ou écrire fusion ou scission",
        ),
        (
            "A||2025-03|scission",
            "Nouveau site",
            "nouveau site absent : une fusion ou une scission donne un nouveau site",
        ),
        (
            "A|A|2025-03|fusion",
            "Nouveau site",
            "un site ne fusionne pas avec lui-même : ne garder que la ligne du site absorbé",
        ),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(tmp_path, line, column, reason):
    found = read_table(tmp_path, f"D||2024-01|fermeture\n{line}")
    assert [(one.line, one.column, one.reason) for one in found.rejects] == [(3, column, reason)]
    assert found.rows("successions", "former") == ["D"]


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ("A|C|2024-01|fusion", "ce site a déjà une autre succession : n’en garder qu’une"),
        ("A||2025-03|fermeture", "ce site a déjà une autre succession : n’en garder qu’une"),
        ("A|C|2025-03|fusion", "ce site a déjà cette succession : n’en garder qu’une ligne"),
        ("B|A|2025-06|fusion", "fusions en cercle : un site ne peut pas revenir à lui-même"),
        ("C|A|2025-06|fusion", "le nouveau site a déjà fusionné dans B : indiquer celui-ci"),
    ],
)
def test_a_line_that_contradicts_another_is_refused(tmp_path, second, reason):
    found = read_table(tmp_path, f"A|B|2025-03|fusion\n{second}")
    assert [one.reason for one in found.rejects] == [reason]
    assert found.rows("successions", "former", "successor") == [("A", "B")]


def test_a_site_cannot_disappear_before_others_merge_into_it(tmp_path):
    found = read_table(tmp_path, "A|B|2025-03|fusion\nB|C|2024-01|fusion")
    assert [one.reason for one in found.rejects] == [
        "un autre site fusionne dans celui-ci après sa disparition : corriger l’un des deux mois"
    ]


def test_staged_successions_count_unless_the_file_says_otherwise(tmp_path):
    known = (merger("B", "A", "2024-01"),)
    found = read_table(tmp_path, "A|B|2025-03|fusion", successions=known)
    assert [one.reason for one in found.rejects] == ["fusions en cercle : un site ne peut pas revenir à lui-même"]
    corrected = read_table(tmp_path, "B|C|2024-01|fusion\nA|B|2023-03|fusion", successions=known)
    assert corrected.rejects == []


def test_a_chain_of_mergers_leads_to_its_end():
    found = heirs([merger("A", "B", "2020-01"), merger("B", "C", "2023-03")])
    assert found == {"A": Heir("C", day("2020-01")), "B": Heir("C", day("2023-03"))}


def test_a_split_and_a_closure_have_no_heir():
    split = Succession("A", "B", day("2024-01"), SuccessionKind.SPLIT)
    assert heirs([split, Succession("C", None, day("2024-01"), SuccessionKind.CLOSURE)]) == {}


@pytest.fixture
def merged(settings: Settings) -> Store:
    """A and B merge into C in March 2024; D closes in April; E splits into E and F in March."""
    stage(settings, kind="spplus-structures", sites=[site(code) for code in "ABCDEF"])
    stage(
        settings,
        measures=[
            *(measure("A", month, numerator=30, denominator=40) for month in ("2024-01", "2024-02")),
            *(measure("B", month, numerator=10, denominator=60) for month in ("2024-01", "2024-02", "2024-03")),
            *(measure("C", month, numerator=80, denominator=100) for month in ("2024-03", "2024-04")),
            *(measure("D", month, numerator=20, denominator=50) for month in ("2024-01", "2024-02", "2024-03")),
            *(measure("E", month, numerator=20, denominator=50) for month in ("2024-01", "2024-04")),
            measure("A", "2024-01", 12.0, indicator="delay"),
            measure("B", "2024-01", 20.0, indicator="delay"),
            measure("A", "2024-02", 14.0, indicator="delay"),
        ],
    )
    stage(
        settings,
        kind="survey",
        answers=[answer(code, "2024-01-15", 1 + i % 4) for code in "AB" for i in range(20)],
    )
    stage(settings, kind="spplus-reviews", reviews=[review("r1", "A", "2024-02-01"), review("r2", "B", "2024-04-01")])
    rows = [
        {"former": former, "successor": successor, "month": day(month), "kind": kind}
        for former, successor, month, kind in (
            ("A", "C", "2024-03", "merger"),
            ("B", "C", "2024-03", "merger"),
            ("D", None, "2024-04", "closure"),
            ("E", "E", "2024-03", "split"),
            ("E", "F", "2024-03", "split"),
        )
    ]
    stage(settings, kind="successions", successions=rows)
    publish(settings, reference())
    return open_current(settings)


def by_site(store: Store, indicator: str, period: Period) -> dict[str, tuple[float | None, float | None, int | None]]:
    rows = reads.observations(store, start=period.start, stop=period.stop, indicators=[indicator], by_site=True)
    return {row.site or "": (row.numerator, row.denominator, row.n) for row in rows}


def test_the_months_before_a_merger_are_those_of_its_successor(merged):
    found = by_site(merged, "share", Period(day("2024-01"), day("2024-03")))
    assert found == {"C": (80, 200, 200), "D": (40, 100, 100), "E": (20, 50, 50)}


def test_what_a_merged_site_sends_afterwards_stays_its_own(merged):
    found = by_site(merged, "share", Period(day("2024-03"), day("2024-05")))
    assert found == {"B": (10, 60, 60), "C": (160, 200, 200), "D": (20, 50, 50), "E": (20, 50, 50)}


def test_answers_and_reviews_follow(merged):
    assert by_site(merged, "question", Period(day("2024-01"), day("2024-02"))) == {"C": (20, 40, 40)}
    assert by_site(merged, "answered", Period(day("2024-01"), day("2024-03"))) == {"C": (0, 1, 1)}


def test_values_without_a_base_are_kept_alone_and_never_added(merged):
    def of(month: str) -> list[tuple[str | None, float | None, str | None]]:
        period = Period.ending(day(month), 1)
        rows = reads.observations(
            merged, start=period.start, stop=period.stop, indicators=["delay"], by_site=True, grain="month"
        )
        return [(row.site, row.value, row.word) for row in rows]

    assert of("2024-01") == [("C", None, "valeurs de sites fusionnés, sans base\u00a0: non additionnables")]
    assert of("2024-02") == [("C", 14.0, None)]


def test_who_closed_and_when(merged):
    closed = {code: (found.active, found.closed_month) for code in "ABCDEF" if (found := reads.site(merged, code))}
    assert closed == {
        "A": (False, day("2024-03")),
        "B": (False, day("2024-03")),
        "C": (True, None),
        "D": (False, day("2024-04")),
        "E": (True, None),
        "F": (True, None),
    }


@pytest.mark.parametrize(("month", "expected"), [("2024-02", 3), ("2024-03", 3), ("2024-04", 2)])
def test_a_closed_site_is_expected_until_it_closes(merged, month, expected):
    """C (with A and B before), D until March, E; what B sent after the merger makes it expected no more."""
    [row] = reads.coverage(merged, month=day(month), indicators=["share"])
    assert row.n_sites == expected


def test_a_later_load_replaces_what_is_said_of_a_site(settings, merged):
    rows = [{"former": "A", "successor": "E", "month": day("2024-03"), "kind": "merger"}]
    stage(settings, kind="successions", successions=rows)
    publish(settings, reference())
    with open_current(settings) as store:
        found = [(row.former, row.successor, row.successor_name) for row in reads.successions(store)]
    assert found == [
        ("A", "E", "Site E"),
        ("B", "C", "Site C"),
        ("E", "E", "Site E"),
        ("E", "F", "Site F"),
        ("D", None, None),
    ]
    assert merger("A", "E", "2024-03") in staging.successions(staging.loads(settings))
