"""The Excel file of a table, read back: types, formats, headings, method."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ui.exports import Export
from dashboard.ui.method import Method
from dashboard.ui.table import Cell, Column, Table
from dashboard.ui.workbook import number_format, workbook
from dashboard.wording.citation import Provenance
from dashboard.wording.reading import Reading

TABLE = Table.of(
    "Accueil par site",
    ["Site", Column("Réponses", 0), Column("Taux", 1, "%"), "Remarque"],
    [
        ["Tribunal de Lyon", 1501, 53.7234, "=1+1"],
        [Cell("SPIP de Rennes", href="./sites", note="note"), 12, Cell(-2.5, drawn=0.0), None],
        ["Secret", None, None, "secret statistique"],
    ],
)


def _read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_numbers_are_numbers_with_their_format() -> None:
    sheet = _read(workbook(TABLE, []))["Données"]
    assert [cell.value for cell in sheet[1]] == ["Site", "Réponses", "Taux", "Remarque"]
    assert [cell.value for cell in sheet[2]] == ["Tribunal de Lyon", 1501, 53.7234, "=1+1"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "n", "n", "s"]  # no formula, whatever the text
    assert [cell.number_format for cell in sheet[2]][1:3] == ["#,##0", '#,##0.0"\u00a0%"']
    assert sheet["C3"].value == -2.5  # the number, not what the screen shows in its place
    assert [cell.value for cell in sheet[4]] == ["Secret", None, None, "secret statistique"]


def test_sheet_is_ready_to_use_and_to_print() -> None:
    sheet = _read(workbook(TABLE, []))["Données"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:D4"
    assert sheet.column_dimensions["A"].width >= len("Tribunal de Lyon")
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.bold


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        (Column("n", 0), 1.0, "#,##0"),
        (Column("x", 2), 1.0, "#,##0.00"),
        (Column("%", 1, "%"), 1.0, '#,##0.0"\u00a0%"'),  # not multiplied by 100
        (Column("j", 0, "jours"), 1.0, '#,##0"\u00a0jours"'),
        (Column("free"), 3, "#,##0"),
        (Column("free"), 3.25, "#,##0.00"),
    ],
)
def test_formats(column: Column, value: float, expected: str) -> None:
    assert number_format(column, value) == expected


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_makes_a_file_that_opens(texts: list[str]) -> None:
    book = _read(workbook(Table.of("t", ["Texte"], [[text] for text in texts]), [("Titre", text) for text in texts]))
    assert book.sheetnames == ["Données", "Méthode"]
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row if cell.value is not None}
    assert kinds == {"s"}


def test_second_sheet_says_what_the_first_one_is() -> None:
    export = Export(
        "k",
        "Accueil par site",
        "accueil",
        lambda: TABLE,
        Provenance("Bretagne", "2025", "2024", "données version 12, publiées le 3 novembre 2026", demonstration=True),
        Reading("Aucun écart.", "Base faible."),
        lambda: Method("Favorables sur valides.", [("observations.sql", "SELECT 1")], ["Chargement 0001"], ["45 → 47"]),
    )
    rows = [(row[0].value, row[1].value) for row in _read(export.workbook())["Méthode"]]
    assert rows[:-1] == [
        ("Rubrique", "Contenu"),
        ("Titre", "Accueil par site"),
        ("Lecture", "Aucun écart."),
        ("Limite", "Base faible."),
        ("Périmètre", "Bretagne"),
        ("Période", "2025"),
        ("Comparaison", "2024"),
        ("Source", "Baromètre Services publics\u00a0+"),
        ("Version", "données version 12, publiées le 3 novembre 2026"),
        ("Avertissement", "Données de démonstration\u00a0: chiffres inventés, à ne pas diffuser."),
        ("Méthode", "Favorables sur valides."),
        ("Requête", "observations.sql"),
        ("Fichier d’origine", "Chargement 0001"),
        ("Valeur corrigée", "45 → 47"),
    ]
    assert rows[-1][0] == "Exporté le"


def test_nothing_is_built_before_a_person_asks() -> None:
    def refuse() -> Table:
        raise AssertionError("built too early")

    export = Export("k", "t", "f", refuse, Provenance(), Reading("a.", "b."), method=refuse)  # type: ignore[arg-type]
    assert export.citation().startswith("t.\na. b.")
