"""The SP+ register of structures."""

import pytest

from dashboard.errors import SourceError
from dashboard.sources.kinds import KINDS, open_source
from dashboard.sources.mapping import Mapping
from dashboard.sources.reader import ReadContext
from tests.reading import Read, read, write

HEADER = (
    "Code SP+ de la structure | Intitulé du réseau | Intitulé de la typologie | Code sp+ de la typologie | "
    "Intitulé de la structure | Intitulé structure usager | Code SP+ structure parent | Code postal de la structure | "
    "Ville | PAYS | INSEE Ville | INSEE Département | INSEE Région | Actif\n"
)


def test_labels_of_the_csv(tmp_path):
    found = read(
        tmp_path,
        "spplus-structures",
        HEADER
        + """3Tn8 | Quai d’Orsay | TRIBUNAL | rpTe | TJ DE DIGNE | Tribunal de Digne | | 4000 | DIGNE | France | com04070 | dep04 | reg93 | Oui
             3tN8 | Quai d’Orsay | AMBASSADE | | AMBASSADE | | 3Tn8 | 186 | ROME | Italie | consIT00186 | | consIT | Non""",  # noqa: E501
        known_sites={},
    )
    assert found.rejects == []
    assert found.rows("sites", "code", "label", "service", "service_label", "site_type", "parent") == [
        ("3Tn8", "Tribunal de Digne", "quai-d-orsay", "Quai d’Orsay", "rpTe", None),
        ("3tN8", "AMBASSADE", "quai-d-orsay", "Quai d’Orsay", "ambassade", "3Tn8"),
    ]
    assert found.rows("sites", "postal_code", "commune", "department", "region", "city", "country") == [
        ("04000", "04070", "04", "93", "DIGNE", "France"),
        ("186", None, None, None, "ROME", "Italie"),
    ]
    assert found.rows("sites", "active", "level", "line") == [(True, "site", 2), (False, "site", 3)]


def test_slugs_of_the_api(tmp_path):
    text = """[{"code_sp_de_la_structure": "A", "reseau": "DGFIP", "intitule_de_la_structure": "SIP",
                "code_sp_structure_parent": null}]"""
    found = read(tmp_path, "spplus-structures", text)
    assert found.rows("sites", "code", "service", "label", "parent", "active") == [("A", "dgfip", "SIP", None, True)]


def test_refusals(tmp_path):
    found = read(
        tmp_path,
        "spplus-structures",
        HEADER
        + """A | R | T | t | Un | | | | | | | | | Oui
             A | R | T | t | Deux | | | | | | | | | Oui
             a | R | T | t | Trois | | ZZ | | | | | | | Oui
               | R | T | t | Quatre | | | | | | | | | Oui
             B | R | T | t | Cinq | | | | | | | | | parfois
             C |   | T | t | Six | | | | | | | | | Oui""",
        known_sites={},
    )
    assert [(line, reason.split("\u00a0")[0]) for line, _, reason in sorted(found.reasons)] == [
        (3, "doublon de la ligne 2"),
        (4, "structure parente inconnue"),
        (5, "code de structure absent"),
        (6, "ni Oui ni Non"),
        (7, "réseau absent"),
    ]
    assert found.rows("sites", "code", "parent") == [("A", None), ("a", None)]


def test_a_parent_may_come_later_or_from_an_earlier_load(tmp_path):
    text = HEADER + "A | R | T | t | Un | | B | | | | | | | Oui\nB | R | T | t | Deux | | OLD | | | | | | | Oui"
    found = read(tmp_path, "spplus-structures", text, known_sites={"OLD": "Ancien"})
    assert found.rows("sites", "code", "parent") == [("A", "B"), ("B", "OLD")]
    assert found.rejects == []


def test_a_cell_on_several_lines_stays_whole(tmp_path):
    path = write(tmp_path, "x")
    header = "Code SP+ de la structure;Réseau;Intitulé de la structure;Adresse\n"
    path.write_text(header + 'A;R;Un;"1, rue\nde la Paix"\nB;R;Deux;\n', encoding="utf-8")
    kind = KINDS["spplus-structures"]
    found = Read(kind.read(open_source(kind, path, Mapping()), ReadContext()))
    assert found.rows("sites", "address", "line") == [("1, rue\nde la Paix", 2), (None, 4)]


def test_a_missing_column_is_named(tmp_path):
    with pytest.raises(SourceError, match="« Intitulé du réseau »"):
        read(tmp_path, "spplus-structures", "Code SP+ de la structure|Intitulé de la structure\nA|Un")
