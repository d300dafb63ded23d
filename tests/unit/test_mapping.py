"""Mappings: foreign names and shapes, and what the shipped ones say."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard import catalog
from dashboard.errors import ConfigurationError, SourceError
from dashboard.sources.mapping import read_mapping
from tests.reading import mapping, read

SHIPPED = sorted((Path(__file__).parents[2] / "data" / "mappings").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_mapping_names_indicators_and_grades_that_exist(path):
    known = catalog.indicators()
    for entry in read_mapping(path).indicators.values():
        scale = known[entry.code].scale
        assert entry.grade is None or (scale and entry.grade in {grade.index for grade in scale.grades})


def test_the_examples_of_the_documentation_are_mappings(tmp_path):
    text = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for part in text.split("```toml")[1:]:
        example = mapping(tmp_path, part.split("```")[0])
        named = {entry.code for entry in example.indicators.values()} | set(example.questions.values())
        named |= {code for options in example.choices.values() for code in options.values() if code}
        assert named
        assert named <= catalog.indicators().keys()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[colums]\nsite = 'x'", "colums"),
        ("[columns]\nsites = 'x'", "sites"),
        ("[source]\nlayout = 'large'", "layout"),
        ("[values]\ninequality = 'missing'", "inequality"),
        ("[sites]\nunknown = 'create'", "sites"),
        ("[sites]\ncode = '{other}'", "code"),
        ("[indicators]\nx = { grade = 1 }", "code"),
        ("[indicators]\nx = { code = 'a', unit = 'j' }", "unit"),
        ("[indicators]\nx = { code = 'a', months = 2 }", "months"),
        ("[indicators]\nx = { code = 'a', service = 'b' }", "services"),
        ("[answers.q]\n'1' = 'peut-être'", "1"),
        ("[period]\nmonths = 'douze'", "months"),
    ],
)
def test_a_bad_key_is_an_error_that_names_the_file_and_the_key(tmp_path, text, key):
    with pytest.raises(ConfigurationError, match=f"essai.toml.*« {key} »"):
        mapping(tmp_path, text)


def test_a_file_that_is_no_toml(tmp_path):
    with pytest.raises(ConfigurationError, match=r"essai.toml"):
        mapping(tmp_path, "site : dep")
    with pytest.raises(ConfigurationError, match=r"absent.toml"):
        read_mapping(tmp_path / "absent.toml")


def test_foreign_names_constants_and_units(tmp_path):
    rules = mapping(
        tmp_path,
        """
        [columns]
        site = "Code UG"
        indicator = "Mesure"
        value = "Résultat (fraction)"
        [constants]
        period = "2024"
        [indicators]
        "Tx décroché" = { code = "decroche", factor = 100 }
        "Autre" = ""
        """,
    )
    text = "Code UG|Mesure|Résultat (fraction)\nA1|TX DÉCROCHÉ|0,755\nA1|Autre|12\nA1|Inconnue|3"
    found = read(tmp_path, "measures", text, rules=rules)
    assert found.rows("measures", "indicator", "value", "months") == [("decroche", 75.5, 12)]
    assert [(line, column) for line, column, _ in found.reasons] == [(4, "Mesure")]


def test_a_mapped_column_that_the_file_lacks_is_an_error(tmp_path):
    rules = mapping(tmp_path, '[columns]\nn = "Base"')
    with pytest.raises(SourceError, match="« Base »"):
        read(tmp_path, "measures", "site|indicateur|periode|valeur\nA1|decroche|2024|5", rules=rules)


def test_one_column_an_indicator(tmp_path):
    rules = mapping(
        tmp_path,
        """
        [source]
        layout = "indicators"
        [indicators]
        "Décroché (%)" = "decroche"
        "Délai" = { code = "delai", months = 3 }
        """,
    )
    text = "site|mois|Décroché (%)|Délai|Note\nA1|2024-01|75|abc|x\nB2|2024-03||12|y"
    found = read(tmp_path, "measures", text, rules=rules)
    assert found.rows("measures", "site", "indicator", "months", "value", "line") == [
        ("A1", "decroche", 1, 75, 2),
        ("B2", "delai", 3, 12, 3),
    ]
    assert found.reasons == [(2, "Délai", "nombre illisible")]


def test_one_column_a_period(tmp_path):
    rules = mapping(tmp_path, '[source]\nlayout = "periods"\n[constants]\nindicator = "decroche"')
    text = "site|janv. 2024|T1 2024|2024|Remarque\nA1|70|71|72|x\nB2||oups||"
    found = read(tmp_path, "measures", text, rules=rules)
    assert found.rows("measures", "site", "months", "value") == [("A1", 1, 70), ("A1", 3, 71), ("A1", 12, 72)]
    assert found.reasons == [(3, "T1 2024", "nombre illisible")]


def test_a_wide_file_without_any_known_column(tmp_path):
    rules = mapping(tmp_path, '[source]\nlayout = "indicators"\n[indicators]\nabsent = "decroche"')
    with pytest.raises(SourceError, match=r"colonnes trouvées : site, mois, valeur"):
        read(tmp_path, "measures", "site|mois|valeur\nA1|2024|3", rules=rules)


SERIES = """
[source]
layout = "series"
[series]
targets = "targets"
[columns]
site = "dep"
site_label = "libelle"
[sites]
code = "dep-{site}"
unknown = "create"
level = "department"
service = "j"
[services.j]
code = "justice"
label = "Justice"
[indicators]
tx = { code = "decroche", months = 12 }
"""


def test_nested_series_become_rows_targets_and_territories(tmp_path):
    text = """[
        {"dep": "01", "libelle": "Ain", "values": {"tx": {"value": 1}},
         "tx": [{"date": "2022-12-31", "value": 71.5}, {"date": "2021-12-31", "value": null}],
         "targets": {"tx": {"target": 77, "target_date": "2022-12-31"}}},
        {"dep": "2A", "libelle": "Corse-du-Sud", "tx": [], "targets": {"tx": {"target": null, "target_date": null}}},
        {"dep": "02", "libelle": "Aisne", "tx": null, "targets": null}
    ]"""
    found = read(tmp_path, "measures", text, rules=mapping(tmp_path, SERIES), departments={"01": "84"})
    assert found.rejects == []
    assert found.rows("measures", "site", "indicator", "month", "months", "value", "line") == [
        ("dep-01", "decroche", dt.date(2022, 12, 1), 12, 71.5, 1)
    ]
    assert found.rows("targets", "scope", "year", "operator", "value") == [("dep-01", 2022, ">=", 77)]
    columns = ("code", "label", "level", "service", "service_label", "site_type", "department", "region", "active")
    assert found.rows("sites", *columns) == [
        ("dep-01", "Ain", "department", "justice", "Justice", "departement", "01", "84", True)
    ]


def test_a_site_already_known_is_not_created_again(tmp_path):
    text = '[{"dep": "01", "libelle": "Ain", "tx": [{"date": "2022-12-31", "value": 71.5}]}]'
    found = read(tmp_path, "measures", text, rules=mapping(tmp_path, SERIES), known_sites={"dep-01": "Ain"})
    assert found.rows("sites", "code") == []
    assert found.rows("measures", "site") == ["dep-01"]


def test_records_at_a_dotted_place(tmp_path):
    rules = mapping(tmp_path, '[source]\nrecords = "data.items"')
    text = (
        '{"data": {"items": [{"site": "A1", "indicateur": "decroche", "periode": "2024-03", "valeur": 75.5}], "x": []}}'
    )
    assert read(tmp_path, "measures", text, rules=rules).rows("measures", "value") == [75.5]
    with pytest.raises(SourceError, match=r"« data.items »"):
        read(tmp_path, "measures", '{"data": []}', rules=rules)


def test_a_prefix_before_the_codes_of_a_network(tmp_path):
    rules = mapping(tmp_path, '[sites]\ncode = "B{site}"')
    text = "site|indicateur|periode|valeur\n2|decroche|2024|5\n3|decroche|2024|5"
    found = read(tmp_path, "measures", text, rules=rules)
    assert found.rows("measures", "site") == ["B2"]
    assert [(line, column) for line, column, _ in found.reasons] == [(3, "site")]


def test_sites_by_their_name(tmp_path):
    rules = mapping(tmp_path, '[sites]\nby = "label"')
    text = "site|indicateur|periode|valeur\nTRIBUNAL de Nevers|decroche|2024|5\nTribunal de Sens|decroche|2024|5"
    found = read(tmp_path, "measures", text, rules=rules)
    assert found.rows("measures", "site") == ["B2"]
    assert [(line, column) for line, column, _ in found.reasons] == [(3, "site")]


def test_a_declared_period_format_is_the_only_one_read(tmp_path):
    rules = mapping(tmp_path, '[period]\nformat = "%m/%d/%Y"\nmonths = 3')
    text = "site|indicateur|periode|valeur\nA1|decroche|03/31/2024|5\nA1|decroche|31/03/2024|5"
    found = read(tmp_path, "measures", text, rules=rules)
    assert found.rows("measures", "month", "months") == [(dt.date(2024, 3, 1), 3)]
    assert [(line, column) for line, column, _ in found.reasons] == [(3, "periode")]


def test_the_frequency_of_a_row_gives_its_length(tmp_path):
    text = (
        "site|indicateur|periode|fréquence|valeur\nA1|decroche|2024-03|trimestrielle|5\nA1|decroche|2024-06|parfois|5"
    )
    found = read(tmp_path, "measures", text)
    assert found.rows("measures", "months") == [3]
    assert [(line, column) for line, column, _ in found.reasons] == [(3, "fréquence")]
