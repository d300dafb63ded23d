"""SP+ results: periods from update dates, aliases, the last update of a period."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.sources.results import last_period_ended
from tests.reading import mapping, read

HEADER = "Code SP+ de la structure | Code SP+ de l'indicateur | Valeur | Fréquence | Date de mise à jour\n"


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        ("2024-02-14", 12, "2023-12"),
        ("2023-12-31", 12, "2023-12"),
        ("2023-12-30", 12, "2022-12"),
        ("2024-02-14", 6, "2023-12"),
        ("2024-06-30", 6, "2024-06"),
        ("2024-08-01", 6, "2024-06"),
        ("2024-02-14", 3, "2023-12"),
        ("2024-05-02", 3, "2024-03"),
        ("2024-02-14", 1, "2024-01"),
        ("2024-02-29", 1, "2024-02"),
        ("2024-01-15", 1, "2023-12"),
    ],
)
def test_a_figure_covers_the_last_period_that_was_over(day, months, last):
    assert last_period_ended(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(last + "-01")


@given(day=st.dates(dt.date(1995, 1, 1), dt.date(2099, 12, 31)), months=st.sampled_from([1, 3, 6, 12]))
def test_the_period_is_whole_over_and_the_last_one(day, months):
    last = last_period_ended(day, months)
    following = (last.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    assert last.month % months == 0
    assert following <= day + dt.timedelta(days=1)
    next_end = following.year * 12 + following.month - 1 + months
    assert dt.date(next_end // 12, next_end % 12 + 1, 1) > day + dt.timedelta(days=1)


def test_results_by_alias_word_and_french_date(tmp_path):
    text = (
        HEADER
        + """A1 | IND-27 | 81 | annuelle | 2024-02-14
             B2 | IND-27 | 77,4 | semestrielle | 21 janvier 2023
             b2 | decroche | Non connu | | 2024-02-14"""
    )
    found = read(tmp_path, "spplus-results", text)
    assert found.rejects == []
    assert found.rows("measures", "site", "indicator", "month", "months", "value", "n", "word", "updated_on") == [
        ("A1", "decroche", dt.date(2023, 12, 1), 12, 81, None, None, dt.date(2024, 2, 14)),
        ("B2", "decroche", dt.date(2022, 12, 1), 6, 77.4, None, None, dt.date(2023, 1, 21)),
        ("b2", "decroche", dt.date(2023, 12, 1), 12, None, None, "Non connu", dt.date(2024, 2, 14)),
    ]


def test_slugs_of_the_api(tmp_path):
    text = """[{"code_sp_structure": "A1", "code_sp_de_l_indicateur": "IND-27", "valeur": 81,
                "date_de_mise_a_jour": "2024-02-14"}]"""
    assert read(tmp_path, "spplus-results", text).rows("measures", "value", "months") == [(81, 12)]


def test_refusals(tmp_path):
    text = (
        HEADER
        + """A1 | IND-99 | 81 | annuelle | 2024-02-14
             Z1 | IND-27 | 81 | annuelle | 2024-02-14
             A1 | IND-27 | 181 | annuelle | 2024-02-14
             A1 | IND-27 | 81 | parfois | 2024-02-14
             A1 | IND-27 | 81 | annuelle | bientôt
             A1 | IND-27 | 81 | annuelle |
             A1 | IND-27 | | annuelle | 2024-02-14
             A1 | IND-27 | 81 | annuelle | 2027-02-14"""
    )
    found = read(tmp_path, "spplus-results", text)
    assert [reason.split("\u00a0")[0].split(" (")[0] for _, _, reason in found.reasons] == [
        "indicateur inconnu",
        "site inconnu",
        "valeur hors bornes",
        "fréquence inconnue",
        "date illisible",
        "date de mise à jour absente",
        "aucune valeur",
        "date à venir",
    ]
    assert found.rows("measures", "site") == []


def test_the_last_update_of_a_period_wins(tmp_path):
    text = (
        HEADER
        + """A1 | IND-27 | 79 | annuelle | 2024-02-14
             A1 | IND-27 | 81 | annuelle | 2024-03-01
             A1 | IND-27 | 70 | annuelle | 2023-02-01
             A1 | IND-27 | 80 | annuelle | 2024-03-01"""
    )
    found = read(tmp_path, "spplus-results", text)
    assert found.rows("measures", "value", "line") == [(81, 3), (70, 4)]
    assert found.reasons == [
        (2, "", "remplacée par la ligne 3, mise à jour plus récente"),
        (5, "", "doublon de la ligne 3"),
    ]


def test_the_frequency_may_be_given_for_the_whole_file(tmp_path):
    rules = mapping(tmp_path, '[constants]\nfrequency = "mensuelle"')
    text = "Code SP+ de la structure|Code SP+ de l'indicateur|Valeur|Date de mise à jour\nA1|IND-27|81|2024-02-14"
    assert read(tmp_path, "spplus-results", text, rules=rules).rows("measures", "months") == [1]
