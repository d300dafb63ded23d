"""A text that is made Parquet: rows in their order, with their lines, whatever the blocks; what the disk refuses."""

import csv
import errno
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.config import Settings
from dashboard.errors import StoreError
from dashboard.loading import bulk_files, load
from dashboard.store import answers_in_bulk, staging, text_as_parquet
from dashboard.store.bulk_file import BulkFile, Cut, NotPlainError
from dashboard.store.text_as_parquet import write_parquet

CELLS = ("", "a", "deux\nlignes", "trois\r\nlignes\r\nici", "b\rc", "d\n\n")
ROWS = [(str(number), CELLS[number % 6], CELLS[number // 3 % 6]) for number in range(60)]


def text(path: Path, rows: int = len(ROWS)) -> BulkFile:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
            [("n", "one", "two"), *ROWS]
        )
    return BulkFile(
        path.name, path, {}, first_line=2, cut=Cut(";", ("n", "one", "two"), rows, quoted=True, folded=True)
    )


@pytest.mark.parametrize("block", [120, 1000, 1 << 23])
def test_rows_know_the_lines_above_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(text_as_parquet, "_BLOCK", block)
    file = text(tmp_path / "t.csv")
    write_parquet(file, tmp_path / "t.parquet")
    table = pq.read_table(tmp_path / "t.parquet")
    assert file.cut
    assert list(zip(*(table[name].to_pylist() for name in file.cut.columns), strict=True)) == ROWS
    above, naive = 0, []
    for _, *cells in ROWS:
        naive.append(above)
        above += sum(len(cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1 for cell in cells)
    assert table[file.cut.lines_above].to_pylist() == naive


def test_another_number_of_rows_or_another_width_is_not_what_was_said(tmp_path: Path) -> None:
    with pytest.raises(NotPlainError):
        write_parquet(text(tmp_path / "t.csv", rows=59), tmp_path / "t.parquet")
    file = text(tmp_path / "wide.csv", rows=61)
    with file.path.open("a", encoding="utf-8") as more:
        more.write("61;a;b;c\n")
    with pytest.raises(NotPlainError):
        write_parquet(file, tmp_path / "wide.parquet")


def test_a_disk_that_is_full_is_told_and_nothing_stays(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(bulk_files, "LEAST", 0)
    monkeypatch.setattr(answers_in_bulk, "write_parquet", full)
    path = tmp_path / "r.csv"
    path.write_text("enquete;repondant;site;date;question;reponse\nE1;r1;A;2024-03-01;satisfaction-globale;1\n")
    with pytest.raises(StoreError, match=r"le disque est plein\)\u00a0: libérer de la place"):
        load(settings, "survey", [str(path)])
    assert staging.loads(settings) == ()
    assert [one.name for one in settings.staging.iterdir()] == [".lock"]
