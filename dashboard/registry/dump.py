"""The registry as text files, one a table, the same for SQLite and PostgreSQL: what a backup holds."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Date, DateTime, Table, select, text

from dashboard.config import Settings
from dashboard.registry import database
from dashboard.registry.base import Base, Instant
from dashboard.registry.models import SecretRow, SendingOriginRow
from dashboard.registry.origins import SALT

_AT_ONCE = 1_000
LEFT_OUT = (SendingOriginRow.__tablename__,)
"""Counts by sender, destroyed the day after: a backup would keep them, and with the salt of the day the senders."""


@dataclass(frozen=True, slots=True)
class Dump:
    """What was written: the step of the schema, and the number of rows of each table in the order of its references."""

    revision: str
    rows: dict[str, int]


def dump(settings: Settings, folder: Path) -> Dump:
    """Write `<table>.jsonl` in `folder` for every table: names and kinds of the columns, then a row a line. All the
    tables are of one moment, while others read and write. Raises RegistryUnavailableError, OSError."""
    with database.snapshot(settings) as connection:
        revision = connection.execute(text("select version_num from alembic_version")).scalar_one()
        rows = {
            table.name: _write(connection, table, folder / f"{table.name}.jsonl")
            for table in Base.metadata.sorted_tables
            if table.name not in LEFT_OUT
        }
    return Dump(revision, rows)


def kind_of(column: Column[Any]) -> str:
    """« moment », « date » or « plain »."""
    if isinstance(column.type, Instant | DateTime):
        return "moment"
    return "date" if isinstance(column.type, Date) else "plain"


def _write(connection: Connection, table: Table, path: Path) -> int:
    kinds = {column.name: kind_of(column) for column in table.columns}
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(kinds) + "\n")
        for row in _rows(connection, table):
            file.write(json.dumps([_plain(value) for value in row], ensure_ascii=False) + "\n")
            written += 1
    return written


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    """In the order of the keys, a few at a time."""
    query = select(table).order_by(*table.primary_key.columns)
    if table.name == SecretRow.__tablename__:
        query = query.where(~table.c.name.startswith(SALT))
    with connection.execution_options(yield_per=_AT_ONCE).execute(query) as found:
        yield from found


def _plain(value: Any) -> Any:
    """As JSON holds it; moments in UTC (SQLite keeps no zone)."""
    if isinstance(value, dt.datetime):
        return (value if value.tzinfo else value.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).isoformat()
    return value.isoformat() if isinstance(value, dt.date) else value
