"""A delimited text by columns: rows in their order, with their lines, whatever the blocks; what the disk refuses."""

import csv
import errno
import os
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard.config import Settings
from dashboard.errors import StoreError
from dashboard.loading import bulk_files, load
from dashboard.sources import delimited_columns as read
from dashboard.sources.answer_batches import answer_batches
from dashboard.sources.bulk_file import BulkFile, NotPlainError
from dashboard.sources.delimited_columns import delimited_columns
from dashboard.sources.plain_text import PlainText
from dashboard.store import spool, staging

CELLS = ("", "a", "deux\nlignes", "trois\r\nlignes\r\nici", "b\rc", "d\n\n")
ROWS = [(str(number), CELLS[number % 6], CELLS[number // 3 % 6]) for number in range(60)]


def text(path: Path, rows: int = len(ROWS)) -> BulkFile:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
            [("n", "one", "two"), *ROWS]
        )
    cut = PlainText(";", ("n", "one", "two"), 2, rows, quoted=True, folded=True)
    return BulkFile(path.name, path, {"respondent": "n", "site": "one", "comment": "two"}, {}, rows, cut)


@pytest.mark.parametrize("block", [120, 1000, 1 << 23])
def test_rows_know_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(read, "_BLOCK", block)
    found = list(delimited_columns(text(tmp_path / "t.csv")))
    rows = [tuple(row.values()) for batch, _ in found for row in batch.to_pylist()]
    assert rows == ROWS
    assert all(pa.types.is_dictionary(batch.schema.field("one").type) for batch, _ in found)
    line, naive = 2, []
    for _, *cells in ROWS:
        naive.append(line)
        line += 1 + sum(len(cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1 for cell in cells)
    assert [int(number) for _, lines in found for number in lines] == naive


def test_a_line_of_delimiters_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("n;one;two\n1;a;b\n;;\n;;c\n", encoding="utf-8")
    cut = PlainText(";", ("n", "one", "two"), 2, 3, quoted=False, folded=False)
    [(batch, lines)] = delimited_columns(BulkFile(path.name, path, {"respondent": "n", "site": "one"}, {}, 3, cut))
    assert (batch.column("n").to_pylist(), lines.tolist()) == (["1", ""], [2, 4])


def test_another_number_of_rows_width_or_encoding_is_not_what_was_said(tmp_path: Path) -> None:
    with pytest.raises(NotPlainError):
        list(answer_batches(text(tmp_path / "t.csv", rows=59)))
    for number, more in enumerate((b"61;a;b;c\n", b"61;\xe9;b\n", b"61;a;\xe9\n")):
        file = text(tmp_path / f"{number}.csv", rows=61)
        with file.path.open("ab") as added:
            added.write(more)
        with pytest.raises(NotPlainError):
            list(answer_batches(file))


def test_a_disk_that_is_full_is_told_and_nothing_stays(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(bulk_files, "LEAST", 0)
    monkeypatch.setattr(spool.pq, "ParquetWriter", full)
    path = tmp_path / "r.csv"
    path.write_text("enquete;repondant;site;date;question;reponse\nE1;r1;A;2024-03-01;satisfaction-globale;1\n")
    with pytest.raises(StoreError, match=r"le disque est plein\)\u00a0: libérer de la place"):
        load(settings, "survey", [str(path)])
    assert staging.loads(settings) == ()
    assert [one.name for one in settings.staging.iterdir()] == [".lock"]
