"""Parquet files of every kind: types to texts, and what is refused in a sentence."""

import datetime as dt
import decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.errors import SourceError
from dashboard.sources import files, parquet


def written(path: Path, **columns: object) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def rows(path: Path, wanted: tuple[str, ...] = ()) -> list[dict[Any, Any]]:
    return [record for batch in files.read(path, wanted, batch_rows=2) for record in batch.rows.to_dict("records")]


def test_cells_are_the_texts_that_a_person_reads(tmp_path: Path) -> None:
    path = written(
        tmp_path / "t.parquet",
        text=pa.array(["é", None, ""]),
        category=pa.array(["a", None, "b"]).dictionary_encode(),
        whole=pa.array([12, None, -3], pa.int32()),
        number=pa.array([12.0, 0.1, np.nan]),
        single=pa.array([0.5, None, 2.0], pa.float32()),
        exact=pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("2.00")]),
        flag=pa.array([True, False, None]),
        day=pa.array([dt.date(2024, 3, 1), None, dt.date(2024, 12, 31)]),
        moment=pa.array(
            [dt.datetime(2024, 3, 1, 23, 59), None, dt.datetime(1999, 12, 31, 1)], pa.timestamp("ms", "UTC")
        ),
        nothing=pa.nulls(3),
    )
    assert rows(path) == [
        {
            "text": "é", "category": "a", "whole": "12", "number": "12", "single": "0.5", "exact": "1.50",
            "flag": "Oui", "day": "2024-03-01", "moment": "2024-03-01", "nothing": "",
        },
        {
            "text": "", "category": "", "whole": "", "number": "0.1", "single": "", "exact": "", "flag": "Non",
            "day": "", "moment": "", "nothing": "",
        },
        {
            "text": "", "category": "b", "whole": "-3", "number": "", "single": "2", "exact": "2.00", "flag": "",
            "day": "2024-12-31", "moment": "1999-12-31", "nothing": "",
        },
    ]  # fmt: skip


def test_the_line_is_the_rank_of_the_row(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", a=["x"] * 5)
    batches = list(files.read(path, (), batch_rows=2))
    assert [line for batch in batches for line in batch.rows.index] == [1, 2, 3, 4, 5]
    assert batches[-1].read_bytes == batches[-1].total_bytes


def test_a_nested_column_is_refused_when_it_is_wanted_and_left_otherwise(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", site=["A1"], valeur=pa.array([[1, 2]]))
    assert rows(path, ("site",)) == [{"site": "A1"}]
    with pytest.raises(SourceError, match="«\u00a0valeur\u00a0» est imbriquée"):
        rows(path, ("site", "valeur"))


BAD_TEXT = pa.Array.from_buffers(
    pa.string(), 1, [None, pa.array([0, 2], pa.int32()).buffers()[1], pa.py_buffer(b"\xff\xfe")]
)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"a": pa.array([], pa.string())}, "ne contient aucune ligne"),
        ({"a": BAD_TEXT}, "est endommagé"),
        ({"a": ["b\0c"]}, "octets nuls"),
        ({"a": ["x" * (parquet.MAX_CELL + 1)]}, "une cellule fait"),
        ({"a" * 3000: ["x"]}, "le nom de la colonne 1"),
        ({"1": ["x"], "2": ["y"]}, "ne nomme pas les colonnes"),
        ({"a": ["x"], " a ": ["y"]}, "figure deux fois"),
        ({"a": pa.array([[1]])}, "aucune colonne lisible"),
        (
            {"a": pa.DictionaryArray.from_arrays(pa.array(np.zeros(60_000_000, dtype=np.int8)), ["x"])},
            "annonce 60000000",
        ),
    ],
    ids=["no row", "no UTF-8", "NUL", "long cell", "long name", "no name", "twice", "nested", "the same cell repeated"],
)
def test_a_file_that_no_one_can_use_is_refused(tmp_path: Path, columns: dict[str, object], sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        rows(written(tmp_path / "t.parquet", **columns))


@pytest.mark.parametrize("cut", [0, 3, 11, 60, -1, -9])
def test_a_truncated_file_is_refused(tmp_path: Path, cut: int) -> None:
    path = written(tmp_path / "t.parquet", a=["x", "y"])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(SourceError, match=r"endommagé|n’est pas un fichier Parquet|vide"):
        rows(path)


def test_a_description_out_of_proportion_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_bytes(b"PAR1" + bytes(100) + (2**31).to_bytes(4, "little") + b"PAR1")
    with pytest.raises(SourceError, match="annonce une description de 2147"):
        rows(path)


def test_another_format_under_that_name_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    path.write_text("site;valeur\nA1;3\n")
    with pytest.raises(SourceError, match="n’est pas un fichier Parquet"):
        rows(path)


def test_parquet_under_another_name_is_said(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", a=["x"]).rename(tmp_path / "t.csv")
    with pytest.raises(SourceError, match=r"le renommer avec l’extension \.parquet"):
        rows(path)
