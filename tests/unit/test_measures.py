"""Performance measures: what is kept, what is refused and why."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import SourceError
from tests.reading import mapping, read

MARCH = dt.date(2024, 3, 1)


def test_a_long_table_in_french(tmp_path):
    found = read(
        tmp_path,
        "measures",
        """
        site | indicateur | periode | valeur | numerateur | denominateur | n
        A1   | decroche   | 2024-03 | 75,5   | 151        | 200          | 200
        A1   | decroche   | 2024-T1 |        | 450        | 600          | 600
        B2   | delai      | 2024    | 54,3   |            |              | 812
        b2   | IND-27     | 03/2024 | 80 %   |            |              |
        """,
    )
    assert found.rejects == []
    columns = ("site", "indicator", "month", "months", "value", "numerator", "denominator", "n")
    assert found.rows("measures", *columns) == [
        ("A1", "decroche", MARCH, 1, 75.5, 151, 200, 200),
        ("A1", "decroche", MARCH, 3, None, 450, 600, 600),
        ("B2", "delai", dt.date(2024, 12, 1), 12, 54.3, None, None, 812),
        ("b2", "decroche", MARCH, 1, 80, None, None, None),
    ]
    assert found.rows("measures", "file", "line") == [("f1.csv", line) for line in (2, 3, 4, 5)]


def test_a_long_table_in_english(tmp_path):
    text = """
        Site | Indicator | Period  | Value | Numerator | Denominator
        A1   | decroche  | 2024-03 | 75.5  | 151       | 200
    """
    assert read(tmp_path, "measures", text).rows("measures", "value", "numerator", "denominator") == [(75.5, 151, 200)]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("Z9 | decroche | 2024-03 | 75 | | |", "site", "site inconnu"),
        ("a1 | decroche | 2024-03 | 75 | | |", "site", "site inconnu"),
        ("A1 | inconnu | 2024-03 | 75 | | |", "indicateur", "indicateur inconnu"),
        ("A1 | decroche | 13/2024 | 75 | | |", "periode", "période illisible"),
        ("A1 | decroche | 2027-01 | 75 | | |", "periode", "période à venir"),
        ("A1 | decroche | 2024-03 | abc | | |", "valeur", "nombre illisible"),
        ("A1 | decroche | 2024-03 | 75 | x | 4 |", "numerateur", "nombre illisible"),
        ("A1 | decroche | 2024-03 | < 5 | | |", "valeur", "inégalité"),
        ("A1 | decroche | 2024-03 | | | |", "valeur", "aucune valeur"),
        ("A1 | decroche | 2024-03 | | 5 | |", "denominateur", "dénominateur absent"),
        ("A1 | decroche | 2024-03 | | 5 | 0 |", "denominateur", "dénominateur nul"),
        ("A1 | decroche | 2024-03 | | 5 | -8 |", "denominateur", "dénominateur négatif"),
        ("A1 | decroche | 2024-03 | | 9 | 8 |", "numerateur", "numérateur supérieur"),
        ("A1 | decroche | 2024-03 | | -1 | 8 |", "numerateur", "numérateur négatif"),
        ("A1 | decroche | 2024-03 | 75 | | | -3", "n", "effectif négatif"),
        ("A1 | decroche | 2024-03 | 75 | | | 3,5", "n", "effectif non entier"),
        ("A1 | decroche | 2024-03 | 75,4 | 151 | 200 |", "valeur", "donnent 75,5"),
        ("A1 | decroche | 2024-03 | 0,755 | 151 | 200 |", "valeur", "donnent 75,5"),
        ("A1 | decroche | 2024-03 | 101 | | |", "valeur", "hors bornes (0 à 100)"),
        ("A1 | delai | 2024-03 | -1 | | |", "valeur", "hors bornes (0 au moins)"),
    ],
)
def test_a_row_is_refused_with_its_reason(tmp_path, row, column, reason):
    header = "site | indicateur | periode | valeur | numerateur | denominateur | n\n"
    found = read(tmp_path, "measures", header + row + "\nA1 | appels | 2024-03 | 12 | | |")
    assert [(line, name) for line, name, _ in found.reasons] == [(2, column)]
    assert reason in found.reasons[0][2]
    assert found.rows("measures", "indicator") == ["appels"]


def test_next_month_is_still_accepted(tmp_path):
    found = read(tmp_path, "measures", "site|indicateur|periode|valeur\nA1|decroche|2026-12|75\nA1|decroche|2026|75")
    assert len(found.rows("measures", "month")) == 2


def test_a_value_may_be_rounded_as_it_is_printed(tmp_path):
    text = """
        site | indicateur | periode | valeur | numerateur | denominateur
        A1   | decroche   | 2024-01 | 67     | 2          | 3
        A1   | decroche   | 2024-02 | 66,7   | 2          | 3
        A1   | decroche   | 2024-03 | 66,67  | 2          | 3
        A1   | decroche   | 2024-04 | 66,6   | 2          | 3
        A1   | delai      | 2024-05 | 12,5   | 100        | 8
    """
    assert [line for line, _, _ in read(tmp_path, "measures", text).reasons] == [5]


@settings(max_examples=40, deadline=None)
@given(numerator=st.integers(0, 10_000), more=st.integers(0, 10_000), decimals=st.integers(0, 3))
def test_a_share_rounded_by_anyone_agrees_with_its_own_counts(tmp_path_factory, numerator, more, decimals):
    denominator = max(1, numerator + more)
    value = round(100 * numerator / denominator, decimals)
    row = f"A1|decroche|2024-03|{value:.{decimals}f}|{numerator}|{denominator}"
    text = "site|indicateur|periode|valeur|numerateur|denominateur\n" + row
    assert read(tmp_path_factory.mktemp("share"), "measures", text).rejects == []


def test_words_say_why_there_is_no_value(tmp_path):
    text = "site|indicateur|periode|valeur\nA1|decroche|2024-01|Non connu\nA1|decroche|2024-02|DI"
    found = read(tmp_path, "measures", text)
    assert found.rows("measures", "value", "word") == [(None, "Non connu"), (None, "DI")]
    assert found.rejects == []


def test_the_numerator_of_a_share_without_denominator_is_out_of_n(tmp_path):
    found = read(tmp_path, "measures", "site|indicateur|periode|numerateur|n\nA1|decroche|2024-01|3|4")
    assert found.rows("measures", "numerator", "denominator", "n") == [(3, 4, 4)]


def test_the_second_row_of_a_key_is_refused_across_files(tmp_path):
    header = "site | indicateur | periode | valeur\n"
    first = header + "A1 | decroche | 2024-03 | 75\nA1 | decroche | 2024-03 | 75\nA1 | decroche | 2024-T1 | 75"
    second = header + "A1 | IND-27 | mars 2024 | 80"
    found = read(tmp_path, "measures", first, second)
    assert found.reasons == [(3, "", "doublon de la ligne 2"), (2, "", "doublon de la ligne 2 du fichier f1.csv")]
    assert found.rows("measures", "months") == [1, 3]


def test_a_missing_column_is_named_with_those_found(tmp_path):
    with pytest.raises(SourceError, match=r"« periode ».*colonnes trouvées : site, indicateur, valeur"):
        read(tmp_path, "measures", "site|indicateur|valeur\nA1|decroche|75")
    with pytest.raises(SourceError, match="« valeur »"):
        read(tmp_path, "measures", "site|indicateur|periode\nA1|decroche|2024")


def test_a_distribution_is_one_row_a_grade(tmp_path):
    text = """
        site | indicateur  | periode | modalite         | n
        A1   | repartition | 2024-03 | Très satisfait   | 40
        A1   | repartition | 2024-03 | Plutôt satisfait | 30
        A1   | repartition | 2024-03 | Excellent        | 3
        A1   | repartition | 2024-03 | Plutôt pas satisfait | 2,5
    """
    found = read(tmp_path, "measures", text)
    assert found.rows("measures", "grade", "n", "value") == [(3, 40, None), (2, 30, None)]
    assert [(line, column) for line, column, _ in found.reasons] == [(4, "modalite"), (5, "n")]


def test_targets_come_from_a_column(tmp_path):
    text = """
        site | indicateur | periode | valeur | cible
        A1   | decroche   | 2024-01 | 75     | 80
        A1   | decroche   | 2024-02 | 76     | 80
        A1   | delai      | 2024    | 54,3   | <50
        B2   | delai      | 2024    | 54,3   | 60
        B2   | decroche   | 2024-01 | 75     | bientôt
        A1   | decroche   | 2024-03 | 76     | 90
    """
    found = read(tmp_path, "measures", text)
    assert found.rows("targets", "indicator", "scope", "year", "operator", "value") == [
        ("decroche", "A1", 2024, ">=", 80),
        ("delai", "A1", 2024, "<", 50),
        ("delai", "B2", 2024, "<=", 60),
    ]
    assert [(line, column) for line, column, _ in found.reasons] == [(6, "cible"), (7, "cible")]
    assert len(found.rows("measures", "site")) == 6


def test_inequalities_follow_the_mapping(tmp_path):
    text = "site|indicateur|periode|valeur\nA1|decroche|2024-03|<5"
    missing = read(tmp_path, "measures", text, rules=mapping(tmp_path, '[values]\ninequalities = "missing"'))
    assert missing.rows("measures", "value", "word") == [(None, "< 5")]
    bound = read(tmp_path, "measures", text, rules=mapping(tmp_path, '[values]\ninequalities = "bound"'))
    assert bound.rows("measures", "value", "word") == [(5, None)]


def test_the_decimal_sign_may_be_declared(tmp_path):
    text = "site|indicateur|periode|valeur\nA1|appels|2024-03|1.234"
    assert read(tmp_path, "measures", text).rows("measures", "value") == [1.234]
    comma = mapping(tmp_path, '[values]\ndecimal = "comma"')
    assert read(tmp_path, "measures", text, rules=comma).rows("measures", "value") == [1234]


def test_how_many_operators_made_a_magnitude_and_the_share_of_the_largest(tmp_path):
    found = read(
        tmp_path,
        "measures",
        """
        site | indicateur | periode | valeur | contributeurs | part_premier
        A1   | decroche   | 2024-03 | 75     | 4             | 62,5 %
        A1   | decroche   | 2024-04 | 75     |               |
        A1   | decroche   | 2024-05 | 75     | -1            |
        A1   | decroche   | 2024-06 | 75     | 2,5           |
        A1   | decroche   | 2024-07 | 75     | 3             | 101
        A1   | decroche   | 2024-08 | 75     | 3             | 20
        A1   | decroche   | 2024-09 | 75     | 3             | abc
        A1   | decroche   | 2024-10 | 75     | 3             | 33
        """,
    )
    assert found.rows("measures", "contributors", "first_share") == [(4, 62.5), (None, None), (3, 33)]
    assert [(reject.line, reject.column, reject.reason) for reject in found.rejects] == [
        (4, "contributeurs", "nombre de contributeurs négatif ou non entier"),
        (5, "contributeurs", "nombre de contributeurs négatif ou non entier"),
        (6, "part_premier", "part du premier contributeur hors bornes (0 à 100)"),
        (7, "part_premier", "part du premier contributeur trop petite pour leur nombre"),
        (8, "part_premier", "nombre illisible"),
    ]
