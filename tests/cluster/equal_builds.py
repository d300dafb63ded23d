"""Whether two built files hold the same: tables, columns, types, rows and their order."""

import math
from pathlib import Path

import duckdb
import sqlglot
import sqlglot.expressions as exp

from dashboard.engine import query_file
from dashboard.engine.engine import STEPS

RELATIVE = 1e-9
"""Between two sums of floating-point numbers (weights, scores) added in another order. Sums of integers are exact."""

Row = tuple[object, ...]


def differences(mine: Path, theirs: Path) -> list[str]:
    """One sentence a difference, none when both files are the same."""
    with duckdb.connect() as connection:
        for name, path in (("mine", mine), ("theirs", theirs)):
            connection.execute(f"attach '{path}' as {name} (read_only)")
        return [said for step in STEPS if step.kept for said in _of_table(connection, step.table)]


def rows_of(path: Path) -> dict[str, int]:
    """Number of rows of each kept table: what a comparison was made on."""
    with duckdb.connect(str(path), read_only=True) as connection:
        kept = [step.table for step in STEPS if step.kept]
        return {table: connection.execute(f"select count(*) from {table}").fetchall()[0][0] for table in kept}


def _of_table(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    described = [_described(connection, name, table) for name in ("mine", "theirs")]
    if described[0] != described[1]:
        return [f"{table}: columns {described[0]} instead of {described[1]}"]
    mine, theirs = (connection.execute(f"from {name}.{table}").fetchall() for name in ("mine", "theirs"))
    if len(mine) != len(theirs):
        return [f"{table}: {len(mine)} rows instead of {len(theirs)}"]
    keys = _order(table, [name for name, _ in described[0]])
    for place, pair in enumerate(zip(mine, theirs, strict=True)):
        if [pair[0][key] for key in keys] != [pair[1][key] for key in keys]:
            return [f"{table}: row {place} is {pair[0]} instead of {pair[1]}: another order"]
    for one, other in zip(sorted(mine, key=_exactly), sorted(theirs, key=_exactly), strict=True):
        if not same(one, other):
            return [f"{table}: {one} instead of {other}"]
    return []


def _described(connection: duckdb.DuckDBPyConnection, name: str, table: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in connection.execute(f"describe {name}.{table}").fetchall()]


def _order(table: str, columns: list[str]) -> list[int]:
    """Places of the columns by which the query orders its rows, up to the first expression that is no column: rows that
    are equal there may come in any order, with DuckDB too."""
    order = sqlglot.parse_one(query_file.load(f"build/{table}").sql, read="duckdb").args.get("order")
    names: list[str] = []
    for key in order.expressions if order else []:
        if not isinstance(key.this, exp.Column) or key.this.name not in columns:
            break
        names.append(key.this.name)
    return [columns.index(name) for name in names]


def _exactly(row: Row) -> tuple[object, ...]:
    """What sorts rows alike on both sides: what is exact first, doubles rounded: their last digits do not count."""
    exact = [(value is None, str(value)) for value in row if not isinstance(value, float)]
    rounded = [(value is None, f"{value:.6g}") for value in row if isinstance(value, float)]
    return (*exact, *rounded)


def same(one: Row, other: Row) -> bool:
    """Whether two rows are equal but for the rounding of their sums. Terms that cancel (a net score) leave a rest of
    the size of what they were: it is nothing beside the largest number of the row."""
    doubles = [abs(value) for value in (*one, *other) if isinstance(value, float) and math.isfinite(value)]
    nothing = 1e-12 * max(doubles, default=0.0)
    return all(
        math.isclose(a, b, rel_tol=RELATIVE, abs_tol=nothing)
        if isinstance(a, float) and isinstance(b, float)
        else a == b
        for a, b in zip(one, other, strict=True)
    )
