"""The database of the registry: opened once a process, brought to the current schema, then a session a transaction."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session

from dashboard.config import Settings
from dashboard.errors import RegistryUnavailableError, free_bytes, is_full
from dashboard.registry.sqlite_file import file_of, follow, mark_of, refuse_vanished, remember
from dashboard.wording.disk import make_room

MIGRATIONS = Path(__file__).with_name("migrations")
WAIT_MS = 10_000
"""How long a writer waits for another one: SQLite has one at a time, for a few milliseconds."""

WAL_PAUSE_MS = 20
ROOM = 10_000_000
"""Bytes that SQLite may need beside its file for its journal."""

READS = "registry_reads"
"""Execution option of a transaction that changes nothing."""

_LOCK = threading.Lock()
_ENGINES: dict[str, Engine] = {}


def engine(settings: Settings) -> Engine:
    """The engine of this installation, its schema up to date. Raises RegistryError when it cannot be opened."""
    address = settings.registry_address
    with _LOCK:
        if address not in _ENGINES:
            _ENGINES[address] = _opened(settings, address)
        return _ENGINES[address]


def exists(settings: Settings) -> bool:
    """False when nothing was ever typed here: to ask the database would make it."""
    path = settings.home / "registry.db"
    return bool(settings.registry) or path.exists() or mark_of(path).exists()


@contextmanager
def transaction(settings: Settings) -> Iterator[Session]:
    """A session whose changes are kept when the block ends, and undone when it raises."""
    with refused(settings.registry_address), Session(engine(settings)) as session, session.begin():
        _require_own_schema(session)
        yield session


@contextmanager
def reading(settings: Settings) -> Iterator[Session]:
    """A session that changes nothing, and waits for nobody."""
    with refused(settings.registry_address):
        reader = engine(settings).execution_options(**{READS: True})
        with Session(reader) as session, session.begin():
            yield session


@contextmanager
def snapshot(settings: Settings) -> Iterator[Connection]:
    """A connection that sees the registry as it is now, whatever others write meanwhile."""
    with refused(settings.registry_address):
        opened = engine(settings)
        held = {READS: True} | ({"isolation_level": "REPEATABLE READ"} if opened.dialect.name == "postgresql" else {})
        with opened.execution_options(**held).connect() as connection, connection.begin():
            yield connection


def alone(session: Session, name: str) -> None:
    """Wait until nobody else holds this name, and hold it to the end of the transaction: what is looked for and then
    added is added once. SQLite has one writer at a time already."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("select pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name})


def leave_no_trace(settings: Settings) -> None:
    """What was erased is no longer in the journal of SQLite either. PostgreSQL forgets when it vacuums."""
    with refused(settings.registry_address):
        opened = engine(settings)
        if opened.dialect.name == "sqlite":
            connection = opened.raw_connection()
            try:
                connection.cursor().execute("pragma wal_checkpoint(truncate)").close()
            finally:
                connection.close()


def schema(settings: Settings) -> tuple[str, str]:
    """The schema that the database has, empty without any, and the one that this program wants. Nothing is changed.
    Raises RegistryUnavailableError, for a registry that vanished too."""
    address = settings.registry_address
    with refused(address):
        if path := file_of(address):
            refuse_vanished(path)
        looked_at = create_engine(address)
        try:
            with looked_at.connect() as connection:
                found = MigrationContext.configure(connection).get_current_revision()
        finally:
            looked_at.dispose()
    return found or "", _head() or ""


def _require_own_schema(session: Session) -> None:
    """A process that still runs while a newer program has changed the schema writes nothing more: it does not know what
    a line must hold now, the link of the audit for one."""
    found = session.scalar(text("select version_num from alembic_version"))
    if found != _head():
        raise RegistryUnavailableError(
            f"Le registre a été mis à jour par une autre version de l’application (schéma {found})\u00a0: rien n’est "
            "enregistré\u00a0; arrêter ce processus et démarrer la nouvelle version."
        )


@cache
def _head() -> str | None:
    """The schema that this program wants."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def forget(settings: Settings) -> None:
    """Close the engine of this installation: a test deletes its folder, a restore replaces the file."""
    with _LOCK:
        found = _ENGINES.pop(settings.registry_address, None)
    if found is not None:
        found.dispose()


def alembic_configuration(address_engine: Engine) -> Config:
    """What Alembic needs to run our migrations on an engine, without a file of settings."""
    found = Config()
    found.set_main_option("script_location", str(MIGRATIONS))
    found.attributes["engine"] = address_engine
    return found


def _opened(settings: Settings, address: str) -> Engine:
    with refused(address):
        if not settings.registry:
            settings.home.mkdir(parents=True, exist_ok=True)
        path = file_of(address)
        if path:
            refuse_vanished(path)
        # A server of PostgreSQL that was restarted is found again: a connection is tried before it is used.
        opened = create_engine(address, pool_pre_ping=path is None)
        if opened.dialect.name == "sqlite":
            prepare_sqlite(opened)
        command.upgrade(alembic_configuration(opened), "head")
        if path:
            remember(path)
            follow(opened, path)
            opened.dispose()
        return opened


def prepare_sqlite(opened: Engine) -> None:
    """WAL, in which readers never wait for a writer; a writer waits for another. One that writes says so when it
    begins: two of them cannot block each other by turning half-way from reading to writing."""

    @event.listens_for(opened, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins no transaction by itself: the next listener does
        cursor = connection.cursor()
        cursor.execute(f"pragma busy_timeout = {WAIT_MS}")
        _turn_to_wal(cursor)
        cursor.execute("pragma synchronous = full")  # what is acknowledged survives a power cut, not only a crash
        cursor.execute("pragma secure_delete = on")  # an address that is erased leaves no bytes in the file
        cursor.execute("pragma foreign_keys = on")
        cursor.close()

    @event.listens_for(opened, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("begin" if connection.get_execution_options().get(READS) else "begin immediate")


def _turn_to_wal(cursor: Any) -> None:
    """The first opening changes the file. SQLite does not wait for another process that changes it at the same moment,
    whatever `busy_timeout` says: it is asked again."""
    for _ in range(WAIT_MS // WAL_PAUSE_MS):
        try:
            cursor.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(WAL_PAUSE_MS / 1000)
    cursor.execute("pragma journal_mode = wal")


@contextmanager
def refused(address: str) -> Iterator[None]:
    """What the database refuses, as a sentence. Unique constraints are for the caller, who knows what is double."""
    shown = address.split("@")[-1]  # never a password
    try:
        yield
    except (NoSuchModuleError, ModuleNotFoundError, ArgumentError) as error:
        raise RegistryUnavailableError(
            f"BAROMETRE_REGISTRY désigne une base qui ne peut pas être ouverte ({shown})\u00a0: vérifier son "
            "adresse, et que son pilote Python est installé."
        ) from error
    except CommandError as error:
        raise RegistryUnavailableError(
            f"Le registre ({shown}) vient d’une version plus récente de l’application\u00a0: "
            "mettre l’application à jour."
        ) from error
    except (DBAPIError, OSError) as error:
        if _is_full(error, address):
            raise RegistryUnavailableError(
                f"Le registre ({shown}) ne peut plus rien recevoir, disque plein\u00a0: {make_room(None, ROOM)}, "
                "puis recommencer."
            ) from error
        if _is_damaged(error):
            raise RegistryUnavailableError(
                f"Le registre ({shown}) est endommagé\u00a0: le restaurer depuis une sauvegarde "
                "(«\u00a0python -m dashboard restore\u00a0»)."
            ) from error
        raise RegistryUnavailableError(
            f"Le registre ({shown}) ne répond pas\u00a0: vérifier l’accès en écriture et la place sur le "
            "disque, puis recommencer."
        ) from error
    except SQLAlchemyError as error:
        raise RegistryUnavailableError(f"Le registre ({shown}) a refusé l’opération\u00a0: recommencer.") from error


def _is_damaged(error: DBAPIError | OSError) -> bool:
    """Whether SQLite finds that its file is no database, or holds together no more."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_full(error: DBAPIError | OSError, address: str) -> bool:
    """Whether the disk of the database has no room left, in the words of SQLite or of PostgreSQL. SQLite that cannot
    make its journal says that it cannot open or read."""
    if isinstance(error, OSError):
        return is_full(error)
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        free = free_bytes(Path(address.removeprefix("sqlite:///")).absolute().parent)
        return free is not None and free < ROOM
    return code == sqlite3.SQLITE_FULL or getattr(error.orig, "sqlstate", "") == "53100"
