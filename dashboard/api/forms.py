"""Rows as bytes: JSON, CSV as in the files of the open data, Parquet with the same types."""

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.api.answer import Row
from dashboard.open_data.fields import Table
from dashboard.open_data.writing import cell

MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}


def document(content: Mapping[str, Any]) -> bytes:
    """A JSON document in UTF-8. Raises ValueError on a number that JSON cannot say."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain)
    return text.encode("utf-8", "replace")


def objects(table: Table, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each row under the names of its columns."""
    columns = table.columns
    return [dict(zip(columns, row, strict=True)) for row in rows]


def csv_file(table: Table, rows: Sequence[Row]) -> bytes:
    """UTF-8 without mark, comma, decimal point, ISO dates, empty for what is not known or not shown."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8", "replace")


def parquet_file(table: Table, rows: Sequence[Row], notes: Mapping[str, str]) -> bytes:
    """`notes` are kept in the file, beside the schema."""
    schema = table.arrow().with_metadata(dict(notes))
    values = zip(*rows, strict=True) if rows else ([] for _ in schema)
    columns = [pa.array(list(column), field.type) for column, field in zip(values, schema, strict=True)]
    found = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), found)
    return found.getvalue()


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"not a value of a row: {value!r}")
