"""Survey answers: grades of the scale, exclusions, weights."""

import datetime as dt

import pytest

from dashboard.errors import SourceError
from tests.reading import mapping, read

HEADER = "enquete | repondant | site | date | question | reponse | poids | canal\n"


def test_long_answers(tmp_path):
    text = (
        HEADER
        + """E1 | r1 | A1 | 2024-03-05 | satisfaction | Très satisfait | 1,5 | guichet
             E1 | r2 | A1 | 05/03/2024 | satisfaction | 2- plutôt satisfait(e) | 1 | en ligne
             E1 | r3 | B2 | 2024-03-06 | satisfaction | Ne sait pas | 0 |
             E1 | r4 | B2 | 2024-03-06 | satisfaction | | 2 |
             E1 | r5 | B2 | 2024-03-06 | satisfaction | TOUT À FAIT SATISFAIT | 2 |"""
    )
    rules = mapping(tmp_path, '[answers."*"]\n"Ne sait pas" = "nsp"')
    found = read(tmp_path, "survey", text, rules=rules)
    assert found.rejects == []
    assert found.rows("answers", "respondent", "site", "grade", "excluded", "weight") == [
        ("r1", "A1", 3, None, 1.5),
        ("r2", "A1", 2, None, 1),
        ("r3", "B2", None, "nsp", 0),
        ("r4", "B2", None, "nr", 2),
        ("r5", "B2", 3, None, 2),
    ]
    assert found.rows("answers", "survey", "answered_on", "indicator", "channel")[:2] == [
        ("E1", dt.date(2024, 3, 5), "satisfaction", "guichet"),
        ("E1", dt.date(2024, 3, 5), "satisfaction", "en ligne"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("E1 | r1 | A1 | 2024-03-05 | satisfaction | Bof | 1 |", "reponse", "réponse inconnue"),
        ("E1 | r1 | A1 | 2024-03-05 | satisfaction | 1 | 1 |", "reponse", "réponse inconnue"),
        ("E1 | r1 | A1 | 2024-03-05 | decroche | Très satisfait | 1 |", "reponse", "réponse inconnue"),
        ("E1 | r1 | A1 | 2024-03-05 | autre | Très satisfait | 1 |", "question", "indicateur inconnu"),
        ("E1 | r1 | ZZ | 2024-03-05 | satisfaction | Très satisfait | 1 |", "site", "site inconnu"),
        ("E1 | r1 | A1 | hier | satisfaction | Très satisfait | 1 |", "date", "date illisible"),
        ("E1 | r1 | A1 | | satisfaction | Très satisfait | 1 |", "date", "date absente"),
        ("E1 | r1 | A1 | 2026-11-24 | satisfaction | Très satisfait | 1 |", "date", "date à venir"),
        ("E1 | | A1 | 2024-03-05 | satisfaction | Très satisfait | 1 |", "repondant", "répondant absent"),
        (" | r1 | A1 | 2024-03-05 | satisfaction | Très satisfait | 1 |", "enquete", "enquête absente"),
        ("E1 | r1 | A1 | 2024-03-05 | satisfaction | Très satisfait | -1 |", "poids", "poids négatif"),
        ("E1 | r1 | A1 | 2024-03-05 | satisfaction | Très satisfait | |", "poids", "poids absent"),
    ],
)
def test_a_row_is_refused_with_its_reason(tmp_path, row, column, reason):
    good = "\nE1 | r9 | A1 | 2024-03-05 | satisfaction | Très satisfait | 1 |"
    found = read(tmp_path, "survey", HEADER + row + good)
    assert [(line, name) for line, name, _ in found.reasons] == [(2, column)]
    assert reason in found.reasons[0][2]
    assert found.rows("answers", "respondent") == ["r9"]


def test_someone_answers_a_question_once(tmp_path):
    row = "E1 | r1 | A1 | 2024-03-05 | satisfaction | {} | 1 |\n"
    found = read(tmp_path, "survey", HEADER + row.format("Très satisfait") + row.format("Plutôt satisfait"))
    assert found.reasons == [(3, "", "doublon de la ligne 2")]


def test_a_bare_number_is_an_answer_when_the_mapping_says_which(tmp_path):
    rules = mapping(tmp_path, "[answers.satisfaction]\n1 = 3\n2 = 2\n3 = 1\n4 = 0\n9 = 'nsp'")
    header = "enquete|repondant|site|date|question|reponse\n"
    rows = "".join(f"E|r{code}|A1|2024-03-05|satisfaction|{code}\n" for code in (1, 4, 9))
    found = read(tmp_path, "survey", header + rows, rules=rules)
    assert found.rows("answers", "grade", "excluded", "weight") == [
        (3, None, None),
        (0, None, None),
        (None, "nsp", None),
    ]


def test_one_column_a_question(tmp_path):
    rules = mapping(
        tmp_path,
        """
        [columns]
        respondent = "Identifiant Avis"
        date = "Date de l'avis"
        site = "Service"
        [constants]
        survey = "jdma"
        [questions]
        "De façon générale, comment ça s’est passé ?" = "satisfaction"
        """,
    )
    text = """
        Date de l'avis      | Service | Identifiant Avis | De façon générale, comment ça s'est passé ? | Autre
        2024-03-05 10:00:00 | A1      | a1b2             | Très satisfait                              | x
        2024-03-06 10:00:00 | A1      | a1b3             |                                             | y
        2024-03-07 10:00:00 | A1      | a1b4             | Bof                                         | z
    """
    found = read(tmp_path, "survey", text, rules=rules)
    assert found.rows("answers", "survey", "respondent", "answered_on", "grade", "line") == [
        ("jdma", "a1b2", dt.date(2024, 3, 5), 3, 2)
    ]
    assert [(line, column[:16]) for line, column, _ in found.reasons] == [(4, "De façon général")]


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(SourceError, match="repondant"):
        read(tmp_path, "survey", "enquete|site|date|question|reponse\nE|A1|2024-03-05|satisfaction|Très satisfait")
