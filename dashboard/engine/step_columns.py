"""The columns of every table of the build, asked of DuckDB itself: it binds each query on tables without a row."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from dashboard.engine import query_file
from dashboard.engine.engine import COUNTS, STEPS, Step
from dashboard.engine.staged import STAGED

_LOADED = {"load_id": "INTEGER"}


def step_columns(tables: Mapping[str, pa.Table], steps: Sequence[Step] = STEPS) -> dict[str, dict[str, str]]:
    """Table of a step → column → type of DuckDB, in the order of the columns. `tables`: those of `Inputs`, of which
    only the columns count."""
    with duckdb.connect() as connection:
        for table in STAGED:
            connection.execute(f"create table staged_{table} ({_listed(_LOADED | STAGED[table])})")
        for table, columns in count_columns().items():
            connection.execute(f"create table stored_{table} ({_listed(columns)})")
        for name, content in tables.items():
            connection.register(name, content.slice(0, 0))
        return {step.table: _columns(connection, step) for step in steps}


def count_columns() -> dict[str, dict[str, str]]:
    """The same of what the answers of one load add up to."""
    with duckdb.connect() as connection:
        for table in ("counted_answers", "counted_people"):
            connection.execute(f"create table {table} ({_listed(_LOADED | STAGED['answers'])})")
        return {step.table: _columns(connection, step) for step in COUNTS}


def _listed(columns: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}" {kind}' for name, kind in columns.items())


def _columns(connection: duckdb.DuckDBPyConnection, step: Step) -> dict[str, str]:
    sql = query_file.load(step.query).sql
    connection.execute(f"create table {step.table} as select * from (\n{sql}\n) limit 0")
    made = connection.table(step.table)
    return dict(zip(made.columns, map(str, made.types), strict=True))
