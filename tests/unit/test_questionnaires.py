"""Tables of LimeSurvey and Sphinx: a row a respondent, described by the ordinary mapping."""

import datetime as dt

import pytest

from dashboard.config import Settings
from dashboard.errors import RejectedRowsError, SourceError
from dashboard.loading import load
from tests.reading import mapping, read

RULES = """
    [constants]
    survey = "accueil-2025"
    site = "A1"
    [questions]
    Q1 = "satisfaction"
    [answers.satisfaction]
    A1 = 3
    A2 = 2
    A5 = "nsp"
"""


@pytest.mark.parametrize(
    "header",
    [
        "id|submitdate|lastpage|startlanguage|Q1",
        "ID de la réponse|Date de soumission|Dernière page|Langue de départ|Q1. Êtes-vous satisfait ?",
        '"Response ID"|"Date submitted"|"Last page"|"Start language"|Q1',
    ],
)
def test_limesurvey_by_codes_or_in_full(tmp_path, header):
    text = f"""
        {header}
        1|2025-03-05 10:12:00|3|fr|A1
        2||1|fr|A2
        3|2025-03-06 09:00:00|3|fr|Plutôt satisfait
        4|2025-03-06 09:00:00|3|fr|A5
        5|2025-03-07 09:00:00|3|fr|
        6|2025-03-07 09:00:00|3|fr|A9
    """
    found = read(tmp_path, "survey", text, rules=mapping(tmp_path, RULES))
    assert found.rows("answers", "survey", "respondent", "answered_on", "grade", "excluded") == [
        ("accueil-2025", "1", dt.date(2025, 3, 5), 3, None),
        ("accueil-2025", "3", dt.date(2025, 3, 6), 2, None),
        ("accueil-2025", "4", dt.date(2025, 3, 6), None, "nsp"),
    ]
    assert [(line, column[:2]) for line, column, _ in found.reasons] == [(7, "Q1")]
    assert found.unfinished == 1


def test_a_survey_that_keeps_no_dates_takes_the_one_of_the_mapping(tmp_path):
    rules = mapping(tmp_path, RULES.replace("[constants]", '[constants]\n    date = "2025-03-31"'))
    text = "id|submitdate|Q1\n1|1980-01-01 00:00:00|A1\n2||A1"
    found = read(tmp_path, "survey", text, rules=rules)
    assert found.rows("answers", "respondent", "answered_on") == [("1", dt.date(2025, 3, 31))]


def test_questions_that_nobody_described_are_asked_for(tmp_path):
    rules = mapping(tmp_path, '[constants]\nsurvey = "E"\nsite = "A1"')
    with pytest.raises(SourceError, match=r"une colonne par question : décrire .*\[questions\]"):
        read(tmp_path, "survey", "id|submitdate|Q1\n1|2025-03-05|A1", rules=rules)
    with pytest.raises(SourceError, match="aucune question de la correspondance"):
        read(tmp_path, "survey", "id|submitdate|Q7\n1|2025-03-05|A1", rules=mapping(tmp_path, RULES))


def test_sphinx_in_the_encoding_of_windows(tmp_path):
    settings = Settings(home=tmp_path / "home")
    register = tmp_path / "structures.csv"
    register.write_text("Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Dijon\n")
    load(settings, "spplus-structures", [str(register)])
    rules = tmp_path / "sphinx.toml"
    rules.write_text(
        """
        [columns]
        respondent = "CLE"
        date = "DATE_SAISIE"
        [constants]
        survey = "accueil-2025"
        site = "A1"
        [questions]
        "Globalement, êtes-vous satisfait ?" = "satisfaction-globale"
        [choices."Quelle aide avez-vous reçue ?"]
        "Aucune, je n’ai pas eu besoin d’aide" = "autonomie-demarche"
        "À l’accueil" = ""
        "Par téléphone" = ""
        """,
        encoding="utf-8",
    )
    source = tmp_path / "sphinx.csv"
    source.write_bytes(
        "CLE;DATE_SAISIE;Globalement, êtes-vous satisfait ?;Quelle aide avez-vous reçue ?\r\n"
        "1;05/03/2025;Très satisfait;À l’accueil|Par téléphone\r\n"
        '2;05/03/2025;Plutôt satisfait;"À l’accueil ; Par téléphone"\r\n'
        "3;06/03/2025;NSP;Aucune, je n’ai pas eu besoin d’aide\r\n"
        "4;06/03/2025;;\r\n".encode("cp1252")
    )
    report = load(settings, "survey", [str(source)], mapping=rules)
    assert (report.accepted, report.rejected, report.unfinished) == ({"answers": 6}, 0, 0)


def test_unfinished_questionnaires_are_told_apart_from_rejects(tmp_path):
    settings = Settings(home=tmp_path / "home")
    register = tmp_path / "structures.csv"
    register.write_text("Code SP+ de la structure;Intitulé du réseau;Intitulé de la structure\nA1;Justice;Dijon\n")
    load(settings, "spplus-structures", [str(register)])
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES.replace("satisfaction", "satisfaction-globale"), encoding="utf-8")
    source = tmp_path / "limesurvey.csv"
    source.write_text("id,submitdate,Q1\n1,2025-03-05 10:00:00,A1\n2,,A1\n3,,\n")
    report = load(settings, "survey", [str(source)], mapping=rules, strict=True)
    assert (report.accepted, report.rejected, report.unfinished) == ({"answers": 1}, 0, 2)
    assert "2 questionnaires inachevés laissés de côté." in report.sentence()
    source.write_text("id,submitdate,Q1\n2,,A1\n3,,\n")
    with pytest.raises(RejectedRowsError, match="que des questionnaires inachevés"):
        load(settings, "survey", [str(source)], mapping=rules)
