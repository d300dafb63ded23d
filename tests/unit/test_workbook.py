"""Workbooks: the text of each kind of cell, the sheet and the header that are chosen, and the bad ones."""

import contextlib
import datetime as dt
import io
import socket
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import SourceError
from dashboard.sources import workbook
from dashboard.sources.raw import Reject
from dashboard.sources.workbook import cell_text


def _book(path: Path, sheets: dict[str, list[list[Any]]], formats: dict[tuple[int, int], str] | None = None) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    pattern = (formats or {}).get((r, c))
                    sheet.write(r, c, value, *([book.add_format({"num_format": pattern})] if pattern else []))
    return path


def _refusal(path: Path, **options: Any) -> str:
    with pytest.raises(SourceError) as caught:
        list(workbook.read(path, **options))
    assert path.name in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        (12, "General", "12"),
        (12.0, "General", "12"),
        (12.5, "0.0", "12.5"),
        (0.1 + 0.2, "General", "0.3"),
        (0.85, "0%", "85 %"),
        (0.123, "0.0 %", "12.3 %"),
        (85, '0"%"', "85"),
        (85, r"0\%", "85"),
        (12345678901234567, "General", "12345678901234567"),
        (1e-5, "General", "1e-05"),
        (True, "General", "Oui"),
        (False, "General", "Non"),
        (dt.datetime(2024, 2, 14), "dd/mm/yyyy", "2024-02-14"),
        (dt.datetime(2024, 2, 14, 10, 30), "dd/mm/yyyy", "2024-02-14 10:30:00"),
        (dt.date(2024, 2, 14), "General", "2024-02-14"),
        (dt.time(10, 30), "General", "10:30:00"),
        ("ligne_x000D_\nsuite", "General", "ligne\nsuite"),
        ("01000", "@", "01000"),
    ],
)
def test_cells(value: object, number_format: str, text: str) -> None:
    assert cell_text(value, number_format) == text


def test_rows_titles_and_kinds_of_cells(tmp_path: Path) -> None:
    rows = [
        ["Résultats 2024"],
        [],
        ["Code", "Valeur", "Date", "Actif", "Part"],
        ["A", 12.0, dt.date(2024, 3, 1), True, 0.85],
        [],
        ["B", "<50"],
        ["C", 1, "", "", "", "de trop"],
    ]
    path = _book(tmp_path / "resultats.xlsx", {"Feuil1": rows}, {(3, 4): "0%"})
    (batch,) = workbook.read(path, wanted=["code", "valeur"])
    assert batch.rows.to_numpy().tolist() == [["A", "12", "2024-03-01", "Oui", "85 %"], ["B", "<50", "", "", ""]]
    assert list(batch.rows.columns) == ["Code", "Valeur", "Date", "Actif", "Part"]
    assert list(batch.rows.index) == [4, 6]
    assert batch.rejects == (Reject("resultats.xlsx", 7, "", "C;1;;;;de trop", "6 cellules au lieu de 5"),)
    assert batch.read_bytes == batch.total_bytes == path.stat().st_size


def test_the_sheet_that_names_the_wanted_columns_is_read(tmp_path: Path) -> None:
    sheets = {
        "Lisez-moi": [["Notice"], ["Texte"]],
        "Données": [["Code", "Valeur"], ["A", 1]],
        "Autre": [["Code"], ["B"]],
    }
    path = _book(tmp_path / "a.xlsx", sheets)
    (batch,) = workbook.read(path, wanted=["code", "valeur"])
    assert batch.rows.to_numpy().tolist() == [["A", "1"]]
    assert batch.file == "a.xlsx"
    (asked,) = workbook.read(path, sheet="Autre")
    assert asked.rows.to_numpy().tolist() == [["B"]]


def test_sheets_of_the_same_header_are_all_read_and_told_apart(tmp_path: Path) -> None:
    sheets = {"2023": [["Code", "Note"], ["A", 1]], "2024": [["Code", "Note"], ["B", 2]], "Vide": [["Code", "Note"]]}
    batches = list(workbook.read(_book(tmp_path / "avis.xlsx", sheets)))
    assert [batch.file for batch in batches] == ["avis.xlsx (feuille 2023)", "avis.xlsx (feuille 2024)"]
    assert [batch.rows["Code"].tolist() for batch in batches] == [["A"], ["B"]]


def test_batches_are_bounded(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", {"F": [["Code"], *([f"S{i}"] for i in range(25))]})
    batches = list(workbook.read(path, batch_rows=10))
    assert [len(batch.rows) for batch in batches] == [10, 10, 5]
    assert batches[0].read_bytes < batches[1].read_bytes < batches[2].read_bytes == batches[2].total_bytes


def test_a_wrong_dimension_hides_no_row(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", {"F": [["Code", "Valeur"], ["A", 1], ["B", 2]]})
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<dimension ref="A1:B3"/>', b'<dimension ref="A1"/>')
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    (batch,) = workbook.read(path)
    assert batch.rows.to_numpy().tolist() == [["A", "1"], ["B", "2"]]


def test_bad_workbooks_are_refused_in_one_sentence(tmp_path: Path) -> None:
    good = _book(tmp_path / "bon.xlsx", {"F": [["Code", "Valeur"], ["A", 1]]})
    path = tmp_path / "a.xlsx"
    for content, words in [
        (b"", "est vide"),
        (good.read_bytes()[:2_000], "endommagé"),
        (b"PK\x03\x04 n'importe quoi", "endommagé"),
        (b"Code;Valeur\n", "endommagé"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "mot de passe"),
        (b"%PDF-1.4", "PDF"),
        (b"<html>", "page web"),
    ]:
        path.write_bytes(content)
        assert words in _refusal(path)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as other:
        other.writestr("donnees.csv", "a;b")
    path.write_bytes(archive.getvalue())
    assert "endommagé" in _refusal(path)
    assert "choisir parmi « F »".replace(" ", "\u00a0") in _refusal(good, sheet="G").replace(" ", "\u00a0")


def test_damaged_xml_inside_is_refused(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", {"F": [["Code", "Valeur"], ["A", 1]]})
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-60]
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    assert "endommagé" in _refusal(path)


def test_empty_sheets_and_headers_alone_are_refused(tmp_path: Path) -> None:
    assert "aucune feuille remplie" in _refusal(_book(tmp_path / "a.xlsx", {"F": []}))
    assert "aucune ligne" in _refusal(_book(tmp_path / "b.xlsx", {"F": [["Code", "Valeur"]]}))
    assert "deux fois" in _refusal(_book(tmp_path / "c.xlsx", {"F": [["Code", "Code "], ["A", 1]]}))
    assert "est vide" in _refusal(_book(tmp_path / "d.xlsx", {"F": [["Code"], ["A"]], "G": []}), sheet="G")


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    assert "décompressé" in _refusal(path)


def _with_part(path: Path, name: str, content: bytes) -> Path:
    good = _book(path, {"F": [["Code", "Valeur"], ["A", 1]]})
    with zipfile.ZipFile(good, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return good


def test_what_would_be_held_whole_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = b"<a>" + b"x" * (workbook.MAX_CELL + 1_200_000) + b"</a>"
    monkeypatch.setattr(workbook, "MAX_RATIO", 100_000)
    assert "une cellule de plus de 10 millions" in _refusal(_with_part(tmp_path / "a.xlsx", "xl/a.xml", long))
    assert list(workbook.read(_with_part(tmp_path / "image.xlsx", "xl/media/a.png", long[3:])))
    monkeypatch.setattr(workbook, "MAX_HELD", 5_000_000)
    assert "une fois décompressé" in _refusal(_with_part(tmp_path / "b.xlsx", "xl/b.xml", b"<b/>" * 2_000_000))
    monkeypatch.setattr(workbook, "MAX_PARTS", 3)
    assert "est fait de" in _refusal(_book(tmp_path / "c.xlsx", {"F": [["Code"], ["A"]]}))


def test_cells_written_far_away_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 20)
    assert "trop loin (ligne 21" in _refusal(_book(tmp_path / "a.xlsx", {"F": [["Code"], *([["A"]] * 40)]}))
    monkeypatch.setattr(workbook, "MAX_CELLS", 10)
    assert "supprimer les lignes et colonnes vides" in _refusal(_book(tmp_path / "b.xlsx", {"F": [["Code"] * 11]}))


def test_a_link_to_another_file_is_never_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text that the formula had when it was saved is read; nothing is opened but the workbook."""
    path = _book(tmp_path / "a.xlsx", {"F": [["Code", "Valeur"], ["A", "=[1]Feuille!A1"]]})
    relation = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://127.0.0.1:9/x.xlsx" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>'
    )
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", relation)
    with zipfile.ZipFile(path, "w") as target:
        for part, content in parts.items():
            target.writestr(part, content)
    monkeypatch.setattr(socket, "socket", None)
    [batch] = workbook.read(path)
    assert batch.rows["Code"].tolist() == ["A"]
    assert batch.rows["Valeur"].tolist() == ["0"]


@given(st.data())
def test_a_damaged_part_is_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = _book(tmp_path_factory.mktemp("xlsx") / "a.xlsx", {"F": [["Code", "Date"], ["A", dt.date(2024, 1, 1)]]})
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    place = data.draw(st.integers(0, len(parts[name]) - 1))
    parts[name] = parts[name][:place] + data.draw(st.binary(max_size=3)) + parts[name][place + 1 :]
    with zipfile.ZipFile(path, "w") as target:
        for part, content in parts.items():
            target.writestr(part, content)
    with contextlib.suppress(SourceError):
        list(workbook.read(path))


@given(
    st.lists(
        st.lists(st.integers(-(10**9), 10**9) | st.booleans() | st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_comes_back_as_text(tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]) -> None:
    width = max(len(row) for row in rows) + 1
    names = [f"c{i}" for i in range(width)]
    table = [[f"r{i}", *row] for i, row in enumerate(rows)]
    path = _book(tmp_path_factory.mktemp("xlsx") / "a.xlsx", {"F": [names, *table]})
    (batch,) = workbook.read(path)
    expected = [[cell_text(cell) for cell in row] + [""] * (width - len(row)) for row in table]
    assert batch.rows.to_numpy().tolist() == expected
