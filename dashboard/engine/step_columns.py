"""The columns of every table of the build, asked of DuckDB itself: it binds each query on tables without a row."""

from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from dashboard.engine import query_file
from dashboard.engine.engine import STEPS, Step
from dashboard.engine.staged import STAGED


def step_columns(tables: Mapping[str, pa.Table], steps: Sequence[Step] = STEPS) -> dict[str, dict[str, str]]:
    """Table of a step → column → type of DuckDB, in the order of the columns. `tables`: those of `Inputs`, of which
    only the columns count."""
    with duckdb.connect() as connection:
        for table, columns in STAGED.items():
            listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            connection.execute(f"create table staged_{table} (load_id integer, {listed})")
        for name, content in tables.items():
            connection.register(name, content.slice(0, 0))
        return {step.table: _columns(connection, step.table) for step in steps}


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    sql = query_file.load(f"build/{table}").sql
    connection.execute(f"create table {table} as select * from (\n{sql}\n) limit 0")
    made = connection.table(table)
    return dict(zip(made.columns, map(str, made.types), strict=True))
