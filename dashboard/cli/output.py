"""How rows leave a command: CSV, JSON or Parquet, the same fields in the same order."""

import csv
import datetime as dt
import json
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import QueryError, cause, free_bytes, is_full
from dashboard.wording.disk import make_room
from dashboard.wording.spreadsheet import inert


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


Rows = Sequence[Mapping[str, Any]]


def write_rows(
    rows: Rows,
    columns: Sequence[str],
    form: Format,
    version: int | None,
    out: Path | None = None,
    types: Mapping[str, pa.DataType] | None = None,
) -> None:
    """Writes `rows` to `out` or to the standard output. Parquet, which is not text, needs `out`; `types` are those of
    its columns, texts aside, so that a column keeps its type when it is empty."""
    if form is Format.PARQUET and out is None:
        raise QueryError("Le format Parquet s’écrit dans un fichier : ajouter --out FICHIER.parquet.")
    try:
        _write(rows, columns, form, version, out, types or {})
    except BrokenPipeError:
        raise
    except OSError as error:
        room = f"{make_room(free_bytes(out.absolute().parent))}, ou " if out and is_full(error) else ""
        raise QueryError(
            f"«\u00a0{out or 'La sortie'}\u00a0» ne peut pas être écrit ({cause(error)})\u00a0: {room}choisir un autre "
            "fichier avec --out."
        ) from error


def _write(
    rows: Rows,
    columns: Sequence[str],
    form: Format,
    version: int | None,
    out: Path | None,
    types: Mapping[str, pa.DataType],
) -> None:
    if form is Format.PARQUET:
        if out is None:
            return
        table = pa.table(
            {name: pa.array([_plain(row.get(name)) for row in rows], types.get(name, pa.string())) for name in columns}
        )
        pq.write_table(table.replace_schema_metadata({"data_version": str(version)}), out)
        return
    if out is None:
        _write_text(sys.stdout, rows, columns, form, version)
        return
    with out.open("w", encoding="utf-8", newline="") as stream:
        _write_text(stream, rows, columns, form, version)


def _write_text(stream: Any, rows: Rows, columns: Sequence[str], form: Format, version: int | None) -> None:
    if form is Format.JSON:
        content = [{name: _plain(row.get(name)) for name in columns} for row in rows]
        json.dump({"data_version": version, "rows": content}, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
        return
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)


def _plain(value: Any) -> Any:
    """Dates as ISO text; the rest unchanged."""
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value


def _cell(value: Any) -> Any:
    """A CSV cell: empty for None, and no text that a spreadsheet would run as a formula."""
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return inert(plain) if isinstance(plain, str) else plain
