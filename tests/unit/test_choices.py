"""Questions with several answers: for each option, its share among those who answered."""

import json

import pytest

from dashboard import catalog
from dashboard.errors import ConfigurationError
from tests.reading import INDICATORS, indicator, mapping, read

YES_NO = catalog.scales()["oui-non"]
KNOWN = INDICATORS | {code: indicator(code, scale=YES_NO) for code in ("guichet", "telephone", "courriel")}
START = """
    [constants]
    survey = "E1"
    site = "A1"
    date = "2025-03-05"
"""
LISTED = (
    START
    + """
    [choices."Comment êtes-vous venu ?"]
    "Au guichet" = "guichet"
    "Par téléphone, puis sur place" = "telephone"
    "Autre" = ""
"""
)


def answers(tmp_path, rules, text, **options):
    return read(tmp_path, "survey", text, rules=mapping(tmp_path, rules), indicators=KNOWN, **options)


def test_a_cell_lists_the_options_that_were_ticked(tmp_path):
    text = """
        repondant | Comment êtes-vous venu ?
        r1        | au guichet
        r2        | Par téléphone, puis sur place , Au Guichet
        r3        | Autre
        r4        |
        r5        | Ne sait pas
    """
    found = answers(tmp_path, LISTED, text)
    assert found.rejects == []
    assert sorted(found.rows("answers", "respondent", "indicator", "grade", "excluded", "line")) == [
        ("r1", "guichet", 1, None, 2),
        ("r1", "telephone", 0, None, 2),
        ("r2", "guichet", 1, None, 3),
        ("r2", "telephone", 1, None, 3),
        ("r3", "guichet", 0, None, 4),
        ("r3", "telephone", 0, None, 4),
        ("r5", "guichet", None, "nsp", 6),
        ("r5", "telephone", None, "nsp", 6),
    ]


@pytest.mark.parametrize("between", [" ; ", ";", ",", "|", " / ", "\n- "])
def test_any_usual_separator_is_read(tmp_path, between):
    path = tmp_path / "f.json"
    cell = between.join(["Au guichet", "Par téléphone, puis sur place"])
    found = answers(tmp_path, LISTED, f'[{{"repondant": "r1", "Comment êtes-vous venu ?": {json.dumps(cell)}}}]')
    assert found.rows("answers", "indicator", "grade") == [("guichet", 1), ("telephone", 1)]
    assert not path.exists()


def test_an_option_that_the_mapping_does_not_name_is_refused_with_its_cell(tmp_path):
    text = "repondant|Comment êtes-vous venu ?\nr1|Au guichet, Par fax\nr2|Au guichet"
    found = answers(tmp_path, LISTED, text)
    assert [(line, column) for line, column, _ in found.reasons] == [(2, "Comment êtes-vous venu ?")]
    assert "option inconnue (« Par fax »)" in found.reasons[0][2]
    assert found.rejects[0].value == "Au guichet, Par fax"
    assert found.rows("answers", "respondent") == ["r2", "r2"]


def test_every_other_option_may_be_left_aside(tmp_path):
    text = "repondant|Comment êtes-vous venu ?\nr1|Au guichet, Par fax : le mien"
    found = answers(tmp_path, LISTED + '    "*" = ""\n', text)
    assert found.rejects == []
    assert found.rows("answers", "indicator", "grade") == [("guichet", 1), ("telephone", 0)]


def test_a_column_an_option(tmp_path):
    rules = (
        START
        + """
        [choices.Q2]
        "Q2[SQ001]" = "guichet"
        "Q2[SQ002]" = "telephone"
        "Q2[other]" = ""
    """
    )
    text = """
        id | Q2[SQ001] | Q2[SQ002] | Q2[other]
        1  | Oui       | Non       |
        2  | Y         |           |
        3  |           |           | un ami
        4  |           |           |
        5  | 0         | 1         |
        6  | N/A       | N/A       |
        7  | peut-être | Oui       |
    """
    found = answers(tmp_path, rules, text)
    assert [(line, column) for line, column, _ in found.reasons] == [(8, "Q2[SQ001]")]
    assert sorted(found.rows("answers", "respondent", "indicator", "grade", "excluded")) == [
        ("1", "guichet", 1, None),
        ("1", "telephone", 0, None),
        ("2", "guichet", 1, None),
        ("2", "telephone", 0, None),
        ("3", "guichet", 0, None),
        ("3", "telephone", 0, None),
        ("5", "guichet", 0, None),
        ("5", "telephone", 1, None),
        ("6", "guichet", None, "nc"),
        ("6", "telephone", None, "nc"),
    ]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ('"Au guichet" = "satisfaction"', "ne se répond pas par oui ou non"),
        ('"Au guichet" = "inconnu"', "inconnu du catalogue"),
        ('"Au guichet" = ""', "aucune option ne mesure"),
        ('"Au guichet" = "guichet"\n"Sur place" = "guichet"', "deux options"),
        ('"Au guichet" = "guichet"\n"*" = "telephone"', "ne mesurent rien"),
        ('"Au guichet" = 3', "attendu un texte"),
    ],
)
def test_a_bad_section_is_refused(tmp_path, options, reason):
    with pytest.raises(ConfigurationError, match=reason):
        answers(tmp_path, START + f"[choices.Q]\n{options}", "repondant|Q\nr1|Au guichet")
