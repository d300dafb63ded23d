"""Read-only access to one published data file."""

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import duckdb
import numpy.typing as npt

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.duckdb_sql import CLOSED, quoted_text
from dashboard.engine.query_file import QueryFile
from dashboard.errors import StoreError
from dashboard.store.time_limit import at_most
from dashboard.store.version import REMEDY, Version, current, remedy
from dashboard.telemetry import QUERY_SECONDS

T = TypeVar("T")


class Store:
    """One instance serves every session and thread, and keeps answering when a newer version is published.

    `number` is the version it serves. Raises StoreError when the file cannot be opened.
    """

    def __init__(
        self,
        path: Path,
        *,
        number: int = 0,
        threads: int = 2,
        memory_limit: str = "2GB",
        reads_at_once: int = 4,
        longest_s: float = 60.0,
        advice: str = REMEDY,
    ) -> None:
        self.path, self.number, self._longest_s, self._advice = path, number, longest_s, advice
        # More reads at once than cores only share the same processor: the others wait for their turn.
        self._turn = threading.BoundedSemaphore(reads_at_once)
        # Attached to an in-memory database: duckdb.connect(path) would hand back the instance already open in this
        # process, hence the old data after the file was replaced.
        self._connection = duckdb.connect(config={**CLOSED, "threads": threads, "memory_limit": memory_limit})
        try:
            self._connection.execute(f"attach {quoted_text(path)} as published (read_only)")
        except duckdb.Error as error:
            self._connection.close()
            raise StoreError(self._damaged()) from error
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")
        self._parsed: dict[str, duckdb.Statement] = {}

    @property
    def reference(self) -> Self:
        """Itself: it has every site."""
        return self

    def read(self, name: str, /, **params: object) -> list[tuple[Any, ...]]:
        """The rows of queries/read/<name>.sql, in the order of the query. Parameters are those of its header."""
        return self.run(query_file.load(f"read/{name}"), params)

    def columns(self, name: str, /, **params: object) -> Mapping[str, npt.NDArray[Any]]:
        """The same as one array a column, for a query that returns very many rows and no NULL."""
        found: Mapping[str, npt.NDArray[Any]] = self._run(
            query_file.load(f"read/{name}"), params, lambda cursor: cursor.fetchnumpy()
        )
        return found

    def compute(self, analysis: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """`analysis(self, *arguments, **options)`: nothing is kept here."""
        return analysis(self, *arguments, **options)

    def run(self, query: QueryFile, params: Mapping[str, object]) -> list[tuple[Any, ...]]:
        """The rows of a query file. Raises StoreError when the data file turns out to be damaged, BusyError when it
        takes longer than `longest_s` seconds."""
        rows: list[tuple[Any, ...]] = self._run(query, params, lambda cursor: cursor.fetchall())
        return rows

    def _run(
        self, query: QueryFile, params: Mapping[str, object], fetch: Callable[[duckdb.DuckDBPyConnection], Any]
    ) -> Any:
        started = time.perf_counter()
        with self._turn, self._connection.cursor() as cursor:
            cursor.execute("use published")  # a cursor does not inherit it
            try:
                with at_most(self._longest_s, cursor):
                    return fetch(cursor.execute(self._statement(query), dict(params)))
            except (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException) as error:
                raise StoreError(self._damaged()) from error
            finally:
                QUERY_SECONDS.observe(time.perf_counter() - started)

    def _statement(self, query: QueryFile) -> duckdb.Statement:
        """Parsed once: a fifth of the time of a small read."""
        if query.sql not in self._parsed:
            [self._parsed[query.sql]] = self._connection.extract_statements(query.sql)
        return self._parsed[query.sql]

    def prepare_every_read(self) -> None:
        """Bind every query of queries/read/ to this file, without running it. Raises StoreError when one fails."""
        for name in query_file.names("read"):
            query = query_file.load(name)
            with self._turn, self._connection.cursor() as cursor:
                cursor.execute("use published")
                try:
                    cursor.sql(query.sql, params=query.unknown())
                except duckdb.Error as error:
                    raise StoreError(self._damaged()) from error

    def _damaged(self) -> str:
        return f"Le fichier de données {self.path} est illisible ou endommagé\u00a0: {self._advice}."

    def close(self) -> None:
        """Let go of the file. A server never needs to: a store goes with its last reader."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_current(settings: Settings) -> Store:
    """The version that is served now. Raises StoreError when nothing is published, or when its file is damaged."""
    version = current(settings)
    if version is None and settings.published_from:
        raise StoreError(
            f"Aucune version n’est encore copiée de {settings.published_from}\u00a0: démarrer le serveur, qui la copie."
        )
    if version is None:
        raise StoreError(
            "Aucune donnée n’est publiée : charger des fichiers, puis lancer « python -m dashboard publish »."
        )
    return store_of(version, settings)


def store_of(version: Version, settings: Settings) -> Store:
    """A published version, within the limits of the installation. Raises StoreError when its file is damaged."""
    return Store(
        version.path,
        number=version.number,
        threads=settings.threads,
        memory_limit=settings.memory_limit,
        longest_s=settings.query_seconds,
        advice=remedy(settings),
    )
