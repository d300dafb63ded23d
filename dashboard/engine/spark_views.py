"""What a build reads, as views of a Spark session: staged Parquet with the number of its load, and the small tables."""

from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.engine.duckdb_sql import parquet
from dashboard.engine.engine import COUNTS, Asked
from dashboard.engine.spark_sql import quoted, spark_type
from dashboard.engine.staged import STAGED, TYPED, Inputs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.connect.session import SparkSession

_LOAD = "cast(element_at(split(_metadata.file_path, '/'), -2) as int)"
"""The folder of a file is its load."""
_LOADED = {"load_id": "INTEGER"}


def declare(
    opened: "SparkSession",
    inputs: Inputs,
    columns: Mapping[str, Mapping[str, str]],
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
) -> None:
    """Make every view that the queries of the build read. `columns`: those of the steps (`step_columns`). The small
    tables are written in `folder`, which the cluster reads too. Raises the errors of DuckDB when a file is damaged."""
    for name, content in inputs.tables.items():
        path = _written(content, folder / f"{name}.parquet")
        read(opened, columns_of(connection, path), [path]).createOrReplaceTempView(name)
    for table, wanted in STAGED.items():
        parts = _staged(opened, table, inputs.staged.get(table, ()), connection)
        if table in inputs.typed:
            path = _written(inputs.typed[table], folder / f"typed_{table}.parquet")
            own = columns_of(connection, path)
            parts.append(_rows(read(opened, own, [path]), str(TYPED), own, wanted))
        rows = (
            reduce(lambda first, second: first.unionAll(second), parts) if parts else _nobody(opened, _LOADED | wanted)
        )
        rows.createOrReplaceTempView(f"staged_{table}")
    for step in COUNTS:
        paths, kinds = inputs.counted.get(step.table, ()), columns[step.table]
        counted = read(opened, kinds, paths) if paths else _nobody(opened, kinds)
        counted.createOrReplaceTempView(f"stored_{step.table}")


def declare_answers(opened: "SparkSession", answers: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views that the queries of queries/count/ read, of one load."""
    [rows] = _staged(opened, "answers", [answers], connection)
    rows.createOrReplaceTempView("counted_answers")
    rows.createOrReplaceTempView("counted_people")


def declare_asked(opened: "SparkSession", asked: Asked, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views that a query of queries/cross/ reads: the answers of some loads, and its small tables, which are
    sent: nothing is written."""
    for name, content in asked.tables.items():
        opened.createDataFrame(content).createOrReplaceTempView(name)
    rows = reduce(lambda first, second: first.unionAll(second), _staged(opened, "answers", asked.answers, connection))
    rows.createOrReplaceTempView("staged_answers")


def read(opened: "SparkSession", columns: Mapping[str, str], paths: Iterable[Path]) -> "DataFrame":
    """The rows of Parquet files. `columns`: name → type of DuckDB; given, so that no file is opened to know them."""
    listed = ", ".join(f"{quoted(name)} {spark_type(kind)}" for name, kind in columns.items())
    return opened.read.schema(listed).parquet(*map(uri, paths))


def uri(path: Path) -> str:
    """A file of the shared folder, whatever the usual file system of the cluster is."""
    return f"file://{path}"


def columns_of(connection: duckdb.DuckDBPyConnection, path: Path) -> dict[str, str]:
    """Name → type of DuckDB of a Parquet file, as it was written."""
    return {row[0]: row[1] for row in connection.execute(f"describe from {parquet([path])}").fetchall()}


def _staged(
    opened: "SparkSession", table: str, files: Iterable[Path], connection: duckdb.DuckDBPyConnection
) -> list["DataFrame"]:
    """The rows of a staged table, with the number of their load."""
    return [
        _rows(read(opened, dict(own), paths), _LOAD, dict(own), STAGED[table])
        for own, paths in _by_columns(connection, files).items()
    ]


def _by_columns(
    connection: duckdb.DuckDBPyConnection, files: Iterable[Path]
) -> dict[tuple[tuple[str, str], ...], list[Path]]:
    """Files of the same columns together: loads that were staged before a column existed do not have it."""
    grouped: dict[tuple[tuple[str, str], ...], list[Path]] = {}
    for path in files:
        grouped.setdefault(tuple(columns_of(connection, path).items()), []).append(path)
    return grouped


def _rows(frame: "DataFrame", load: str, own: Mapping[str, str], wanted: Mapping[str, str]) -> "DataFrame":
    columns = (
        f"cast({quoted(name) if name in own else 'null'} as {spark_type(kind)}) as {quoted(name)}"
        for name, kind in wanted.items()
    )
    return frame.selectExpr(f"cast({load} as int) as load_id", *columns)


def _nobody(opened: "SparkSession", wanted: Mapping[str, str]) -> "DataFrame":
    columns = ", ".join(f"cast(null as {spark_type(kind)}) as {quoted(name)}" for name, kind in wanted.items())
    return opened.sql(f"select {columns} where false")


def _written(content: pa.Table, path: Path) -> Path:
    pq.write_table(content, path)
    return path
