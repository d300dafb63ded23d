"""What a user names as a source, and the reader of each format."""

from pathlib import Path

import pytest
import xlsxwriter

from dashboard.errors import SourceError
from dashboard.sources import files


def _touch(path: Path, content: str = "Code;Valeur\nA;1\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_folder_gives_its_files_of_data_sorted(tmp_path: Path) -> None:
    kept = [_touch(tmp_path / name) for name in ("a.CSV", "b.txt", "c.tsv", "d/e.json", "d/f.xlsx")]
    for left in ("notes.md", ".cache/x.csv", "~$f.xlsx", ".hidden.csv", "g.pdf"):
        _touch(tmp_path / left)
    assert files.expand([str(tmp_path)]) == kept


def test_files_and_addresses_keep_their_order_and_come_once(tmp_path: Path) -> None:
    path = _touch(tmp_path / "b.csv")
    other = _touch(tmp_path / "sans_extension")
    address = "HTTPS://portail.example/explore/dataset/x/"
    assert files.expand([address, str(other), str(path), f" {tmp_path} ", address]) == [address, other, path]


@pytest.mark.parametrize(
    ("name", "words"),
    [("absent.csv", "n’existe pas"), ("a.xls", "XLSX"), ("a.zip", "décompresser"), ("vide", "aucun fichier")],
)
def test_what_cannot_be_a_source(tmp_path: Path, name: str, words: str) -> None:
    _touch(tmp_path / "a.xls")
    _touch(tmp_path / "a.zip")
    (tmp_path / "vide").mkdir()
    with pytest.raises(SourceError, match=words):
        files.expand([str(tmp_path / name)])


@pytest.mark.parametrize("source", ["ftp://portail.example/x.csv", "file:///etc/passwd", ""])
def test_other_addresses_are_refused(source: str) -> None:
    with pytest.raises(SourceError):
        files.expand([source])


def test_each_format_has_its_reader(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "c.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Code", "Valeur"])
        sheet.write_row(1, 0, ["A", 1])
    _touch(tmp_path / "a.csv")
    _touch(tmp_path / "b.json", '[{"Code": "A", "Valeur": 1}]')
    _touch(tmp_path / "d.jsonl", '{"Code": "A", "Valeur": 1}\n')
    _touch(tmp_path / "e")
    for path in sorted(tmp_path.iterdir()):
        (batch,) = files.read(path, ["code", "valeur"])
        assert batch.rows.to_numpy().tolist() == [["A", "1"]]
        assert list(batch.rows.columns) == ["Code", "Valeur"]
