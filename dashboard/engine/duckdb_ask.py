"""A question to answers kept as Parquet, with DuckDB in this process: it says how far it is, and ends in time."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.duckdb_sql import is_refused_by_disk, share_done, within
from dashboard.engine.duckdb_staged import rows_of
from dashboard.engine.engine import Advance, Asked
from dashboard.errors import StoreError

TOLD_EVERY_S = 0.25


def ask(asked: Asked, settings: Settings, advance: Advance) -> pa.Table:
    """The rows of the query. Raises StoreError when the seconds have passed, when the memory or the disk gives out, or
    when a file is damaged."""
    with (
        _said(asked, settings),
        _spilling(settings) as spill,
        duckdb.connect(config=within(settings, spill)) as connection,
    ):
        connection.execute("set enable_progress_bar = true")
        connection.execute("set enable_progress_bar_print = false")
        for name, content in asked.tables.items():
            connection.register(name, content)
        connection.execute(f"create temp view staged_answers as {rows_of('answers', asked.answers)}")
        with _watched(connection, asked.seconds, advance):
            return connection.sql(query_file.load(asked.query).sql).to_arrow_table()


@contextmanager
def _spilling(settings: Settings) -> Iterator[Path]:
    """A folder of its own for what does not fit in memory: two people may ask at once."""
    settings.computed.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".asked-", dir=settings.computed) as folder:
        yield Path(folder)


@contextmanager
def _watched(connection: duckdb.DuckDBPyConnection, seconds: int, advance: Advance) -> Iterator[None]:
    """A thread that tells how far the query is, and interrupts it after `seconds`."""
    over = threading.Event()

    def watch() -> None:
        for _ in range(round(seconds / TOLD_EVERY_S)):
            if over.wait(TOLD_EVERY_S):
                return
            with suppress(duckdb.Error):  # it ended meanwhile
                advance(share_done(connection))
        while not over.wait(TOLD_EVERY_S):  # once is not enough: it may be between two parts of its work
            connection.interrupt()

    watching = threading.Thread(target=watch, name="asked", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


@contextmanager
def _said(asked: Asked, settings: Settings) -> Iterator[None]:
    try:
        yield
    except duckdb.InterruptException as error:
        raise StoreError(
            f"Ce croisement a été arrêté après {asked.seconds}\u00a0s\u00a0: choisir une enquête plus courte, ou "
            "augmenter BAROMETRE_CROSSING_SECONDS."
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise StoreError(
            f"La mémoire accordée ({settings.memory_limit}) ne suffit pas à ce croisement\u00a0: augmenter "
            "BAROMETRE_MEMORY_LIMIT, puis recommencer."
        ) from error
    except duckdb.Error as error:
        why = "le disque est plein ou refuse l’écriture" if is_refused_by_disk(error) else str(error).splitlines()[0]
        raise StoreError(
            f"Les réponses n’ont pas pu être relues ({why})\u00a0: lancer «\u00a0python -m dashboard check\u00a0» "
            "sur le serveur, puis recommencer."
        ) from error
