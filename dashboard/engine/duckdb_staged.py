"""The rows of staged Parquet as SQL of DuckDB, with the number of their load."""

from pathlib import Path

from dashboard.engine.duckdb_sql import parquet
from dashboard.engine.staged import STAGED, TYPED


def rows_of(table: str, files: tuple[Path, ...], *, typed: bool = False) -> str:
    """The rows of every load with the number of the load, and those that were typed; no row when nobody staged that
    table."""
    columns = STAGED[table]
    nothing = ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in columns.items())
    nobody = f"select cast(null as integer) as load_id, {nothing} where false"
    kept = ", ".join(f'cast("{name}" as {kind}) as "{name}"' for name, kind in columns.items())
    parts = []
    if files:
        parts.append(
            f"select cast(parse_path(filename)[-2] as integer) as load_id, {kept} "
            # Loads that were staged before a column existed do not have it.
            f"from (select * from {parquet(files, ', filename = true, union_by_name = true')} "
            f"union all by name select {nothing} where false)"
        )
    if typed:
        parts.append(f"select cast({TYPED} as integer) as load_id, {kept} from typed_{table}")
    return " union all ".join(parts or [nobody])
