"""A registry made again out of the files of `registry.dump`, beside the one that is there, then in its place.

What it replaces is set aside: a file that is renamed (SQLite), tables that change schema (PostgreSQL).
"""

import datetime as dt
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Connection, Date, Engine, MetaData, Table, create_engine, func, inspect, select, text

from dashboard.config import Settings
from dashboard.errors import RegistryError
from dashboard.registry import database
from dashboard.registry.base import Base, Instant
from dashboard.registry.dump import Dump
from dashboard.registry.sqlite_file import file_of, mark_of, remember

_AT_ONCE = 1_000
_SIDE_FILES = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Refilled:
    """A registry that is ready and not yet in use: `place` is its file, or its schema of PostgreSQL."""

    place: str


def is_known(revision: str) -> bool:
    """Whether this program knows that step of the schema: a newer program makes others."""
    scripts = ScriptDirectory(str(database.MIGRATIONS))
    return revision in {script.revision for script in scripts.walk_revisions()}


def is_there(settings: Settings) -> bool:
    """Whether there is a registry to replace, sound or not."""
    if path := file_of(settings.registry_address):
        return path.exists() or mark_of(path).exists()
    with _refused(settings), _opened(settings.registry_address) as opened:
        return inspect(opened).has_table("alembic_version")


def refill(settings: Settings, folder: Path, held: Dump, stamp: str) -> Refilled:
    """Make the registry of a dump beside the one that is there, its schema of today. Raises RegistryError when the
    database refuses, or when what it then holds is not what the dump says."""
    path = file_of(settings.registry_address)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = str(path.with_name(f".{path.name}.{stamp}"))
        address, options = f"sqlite:///{place}", {}
    else:
        place, address = f"restauration_{stamp}", settings.registry_address
        with _refused(settings), _opened(address) as opened, opened.begin() as connection:
            connection.execute(text(f"create schema {place}"))
        options = {"connect_args": {"options": f"-csearch_path={place}"}}
    made = Refilled(place)
    try:
        with _refused(settings), _opened(address, **options) as opened:
            if path:
                database.prepare_sqlite(opened)
            command.upgrade(database.alembic_configuration(opened), held.revision)
            with opened.begin() as connection:
                _fill(connection, folder, held)
            command.upgrade(database.alembic_configuration(opened), "head")
    except BaseException:
        throw_away(settings, made)
        raise
    return made


def put_in_place(settings: Settings, made: Refilled | None, aside: Path, stamp: str) -> str:
    """Use the registry that was made, or none; where the former one is, empty when there was none. On SQLite it goes to
    the folder `aside`. Raises RegistryError."""
    database.forget(settings)
    path = file_of(settings.registry_address)
    if path is None:
        with _refused(settings), _opened(settings.registry_address) as opened, opened.begin() as connection:
            return _exchange(connection, made.place if made else "", f"avant_{stamp}")
    former = ""
    for suffix in _SIDE_FILES:
        one = path.with_name(path.name + suffix)
        if one.exists():
            os.replace(one, aside / one.name)
            former = str(aside / path.name)
    if made:
        os.replace(made.place, path)
        remember(path)
    else:
        mark_of(path).unlink(missing_ok=True)
    return former


def throw_away(settings: Settings, made: Refilled) -> None:
    """Remove a registry that will not be used."""
    path = file_of(settings.registry_address)
    if path:
        for suffix in _SIDE_FILES:
            Path(made.place + suffix).unlink(missing_ok=True)
        return
    with _refused(settings), _opened(settings.registry_address) as opened, opened.begin() as connection:
        connection.execute(text(f"drop schema if exists {made.place} cascade"))


def _fill(connection: Connection, folder: Path, held: Dump) -> None:
    """Every row of every file, in the order of the references between tables."""
    found = MetaData()
    found.reflect(connection, only=list(held.rows))
    for name, expected in held.rows.items():
        _fill_table(connection, found.tables[name], folder / f"{name}.jsonl")
        if connection.scalar(select(func.count()).select_from(found.tables[name])) != expected:
            raise RegistryError(f"La sauvegarde annonce {expected} lignes dans «\u00a0{name}\u00a0» et ne les a pas.")


def _fill_table(connection: Connection, table: Table, path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        kinds: dict[str, str] = json.loads(next(file))
        for name, kind in kinds.items():
            if kind != "plain":
                table.c[name].type = Instant() if kind == "moment" else Date()
        rows = (_row(kinds, table, line) for line in file)
        while some := list(islice(rows, _AT_ONCE)):
            connection.execute(table.insert(), some)
    if connection.dialect.name == "postgresql" and "id" in table.c:
        connection.execute(
            text("select setval(pg_get_serial_sequence(:quoted, 'id'), (select max(id) from " + f'"{table.name}"))'),
            {"quoted": f'"{table.name}"'},
        )


def _row(kinds: dict[str, str], table: Table, line: str) -> dict[str, Any]:
    values: Sequence[Any] = json.loads(line)
    return {name: _typed(kind, table, name, value) for (name, kind), value in zip(kinds.items(), values, strict=True)}


def _typed(kind: str, table: Table, name: str, value: Any) -> Any:
    if value is None:
        return None
    if kind == "moment":
        return dt.datetime.fromisoformat(value)
    if kind == "date":
        return dt.date.fromisoformat(value)
    return bool(value) if isinstance(table.c[name].type, Boolean) else value


def _exchange(connection: Connection, made: str, former: str) -> str:
    """Move the tables that are there to the schema `former`, then those of `made` in their place, at once."""
    here = connection.execute(text("select current_schema()")).scalar_one()
    moved = _move(connection, here, former)
    if made:
        _move(connection, made, here)
        connection.execute(text(f"drop schema {made} cascade"))
    return f"schéma {former}" if moved else ""


def _move(connection: Connection, source: str, target: str) -> bool:
    """Move our tables and functions; their keys, indexes and triggers follow."""
    tables = [name for name in inspect(connection).get_table_names(schema=source) if name in _ours()]
    if tables:
        connection.execute(text(f"create schema if not exists {target}"))
    for name in tables:
        connection.execute(text(f'alter table {source}."{name}" set schema {target}'))
    functions = text("select proname from pg_proc where pronamespace = cast(:source as regnamespace)")
    for name in connection.execute(functions, {"source": source}).scalars().all():
        if tables and name in _FUNCTIONS:
            connection.execute(text(f"alter function {source}.{name}() set schema {target}"))
    return bool(tables)


_FUNCTIONS = ("audit_is_kept", "expected_effect_is_kept")


def _ours() -> set[str]:
    return {"alembic_version", *Base.metadata.tables}


@contextmanager
def _opened(address: str, **options: Any) -> Iterator[Engine]:
    opened = create_engine(address, **options)
    try:
        yield opened
    finally:
        opened.dispose()


def _refused(settings: Settings) -> Any:
    return database.refused(settings.registry_address)
