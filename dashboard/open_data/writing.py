"""Rows into files: CSV with the same bytes everywhere, Parquet by groups of rows."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.open_data.fields import Table
from dashboard.wording.spreadsheet import inert

GROUP = 65_536
"""Rows of a group of a Parquet file: what is held before it is written."""


class CsvFile:
    """UTF-8 without mark, a line feed a line, decimal point, ISO dates, empty for what is not known; no text that a
    spreadsheet would run."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.table, self.path, self.rows = table, folder / f"{table.name}.csv", 0
        self._file = self.path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, delimiter=table.delimiter, lineterminator="\n")
        self._writer.writerow(table.columns)

    def write(self, row: Sequence[object]) -> None:
        """One more row, in the order of the columns."""
        self._writer.writerow([cell(value) for value in row])
        self.rows += 1

    def fill(self, rows: Iterable[Sequence[object]]) -> None:
        """All these rows."""
        for row in rows:
            self.write(row)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class ParquetFile:
    """The same rows with their types. `notes` are kept in the file, beside the schema."""

    def __init__(self, folder: Path, table: Table, notes: dict[str, str]) -> None:
        self.table, self.path, self.rows = table, folder / f"{table.name}.parquet", 0
        self._schema = table.arrow().with_metadata(notes)
        self._writer = pq.ParquetWriter(self.path, self._schema)
        self._held: list[Sequence[Any]] = []

    def write(self, row: Sequence[Any]) -> None:
        """One more row, in the order of the columns."""
        self._held.append(row)
        self.rows += 1
        if len(self._held) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        columns = [
            pa.array(list(values), field.type)
            for values, field in zip(zip(*self._held, strict=True), self._schema, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema))
        self._held.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._held and error is None:
            self._flush()
        self._writer.close()


def cell(value: object) -> str:
    """What a cell of a CSV holds."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case dt.date():
            return value.isoformat()
        case str():
            return inert(value)
    return str(value)
