"""Builds the published file on an Apache Spark cluster: Spark runs queries/build/, DuckDB keeps and serves the result.

Each step is written as Parquet in a folder that the cluster and the application share, beside the file that is being
built, and read from there by the steps that follow: nothing is computed twice, and what a dead executor had computed is
computed again by another one.
"""

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from dashboard.config import Settings
from dashboard.engine import query_file, spark_ask
from dashboard.engine.duckdb_build import building
from dashboard.engine.duckdb_sql import parquet, quoted_text
from dashboard.engine.engine import COUNTS, STEPS, Advance, Asked, Count, Progress, Step
from dashboard.engine.spark_session import Limit, not_shared, session, step
from dashboard.engine.spark_sql import quoted, spark_type, to_spark
from dashboard.engine.spark_views import declare, declare_answers, read, uri
from dashboard.engine.staged import Inputs
from dashboard.engine.step_columns import count_columns, step_columns
from dashboard.errors import StoreError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.connect.session import SparkSession

ATTEMPTS = 10
PROBED = 32
"""Files that the cluster writes before it works: enough for each of its machines to have its turn."""
_PATTERNS = set("*?[]{}\\")
_SHARING = "partage du dossier"


class SparkEngine:
    """Runs queries/build/ on the cluster whose Spark Connect address the settings give."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._limit = Limit(settings.engine_seconds)

    @contextmanager
    def counting(self) -> Iterator[Count]:
        """One session, and one folder, for all the loads. Raises StoreError."""
        columns = count_columns()
        with self._opened(self._settings.computed / "answers" / ".counts") as (opened, shared), duckdb.connect() as own:

            def count(answers: Path, folder: Path) -> None:
                written = shared / folder.name
                with step(opened, _SHARING, self._limit, shared):
                    declare_answers(opened, answers.resolve(), own)
                for one in COUNTS:
                    self._run(opened, one, columns[one.table], written)
                    target = quoted_text(folder / f"{one.table}.parquet")
                    rows = _rows(columns[one.table], written / one.table)
                    own.execute(f"copy ({rows}) to {target} (format parquet, compression zstd)")

            yield count

    def build(self, inputs: Inputs, target: Path, progress: Progress | None = None) -> None:
        """Write `target`, with the tables, types and order of rows that DuckDB would give it. Raises StoreError."""
        columns = step_columns(inputs.tables)
        with self._opened(target) as (opened, folder), building(target, self._settings) as connection:
            with step(opened, _SHARING, self._limit, folder):
                declare(opened, inputs, columns, connection, folder)
            for place, one in enumerate(STEPS):
                if progress:
                    progress(one.table, place, len(STEPS))
                self._run(opened, one, columns[one.table], folder)
                if one.kept:
                    rows = _rows(columns[one.table], folder / one.table)
                    connection.execute(f"create table {one.table} as {rows}")
            connection.execute("checkpoint")
            if progress:
                progress("", len(STEPS), len(STEPS))

    def ask(self, asked: Asked, advance: Advance) -> pa.Table:
        """Raises StoreError as `spark_ask.ask` does."""
        return spark_ask.ask(asked, self._settings, advance)

    @contextmanager
    def _opened(self, target: Path) -> Iterator[tuple["SparkSession", Path]]:
        """A session, and a folder beside `target` that the cluster was seen to share. Raises StoreError."""
        with _shared_folder(target) as folder, session(self._settings.engine) as opened:
            with step(opened, _SHARING, self._limit, folder):
                _probe(opened.range(0, PROBED, 1, PROBED), folder / "probe")
            yield opened, folder

    def _run(self, opened: "SparkSession", one: Step, kinds: Mapping[str, str], folder: Path) -> None:
        """Write the table of a step in `folder`, and give it to the steps that follow."""
        with step(opened, one.table, self._limit, folder):
            _write(opened.sql(to_spark(query_file.load(one.query).sql)), kinds, folder / one.table)
            read(opened, kinds, [folder / one.table]).createOrReplaceTempView(one.table)


@contextmanager
def _shared_folder(target: Path) -> Iterator[Path]:
    """Where the cluster writes, erased on the way in, were it left by a process that was killed, and on the way out."""
    folder = target.with_suffix(".spark").resolve()
    if unfit := sorted(_PATTERNS & set(str(folder))):
        raise StoreError(
            f"Le chemin {folder} contient «\u00a0{unfit[0]}\u00a0», que Spark prend pour un motif\u00a0: choisir "
            "un autre dossier avec BAROMETRE_HOME."
        )
    _erase(folder)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        _erase(folder)


def _erase(folder: Path) -> None:
    """What is interrupted may write for a moment still. What stays all the same goes with the next publication."""
    for _ in range(ATTEMPTS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.5)


def _probe(rows: "DataFrame", place: Path) -> None:
    """Nothing is worse than a machine that writes on a disk of its own: its rows would be missing without an error."""
    rows.write.parquet(uri(place))
    with duckdb.connect() as connection:
        found = (
            [(0,)] if not _parts(place) else connection.read_parquet([*map(str, _parts(place))]).count("*").fetchall()
        )
    if found[0][0] != PROBED:
        raise not_shared(place.parent, f"{found[0][0]} lignes d’essai sur {PROBED}")


def _write(rows: "DataFrame", kinds: Mapping[str, str], place: Path) -> None:
    """In the types of DuckDB, so that each step reads what it would read there."""
    casts = (f"cast({quoted(name)} as {spark_type(kind)}) as {quoted(name)}" for name, kind in kinds.items())
    rows.selectExpr(*casts).write.parquet(uri(place))
    if not _parts(place):
        raise not_shared(place.parent, f"«\u00a0{place.name}\u00a0» n’y est pas")


def _rows(kinds: Mapping[str, str], place: Path) -> str:
    """The files follow one another in the order of the query: that of the rows is kept."""
    casts = ", ".join(f'cast("{name}" as {kind}) as "{name}"' for name, kind in kinds.items())
    return f"select {casts} from {parquet(_parts(place))}"


def _parts(place: Path) -> list[Path]:
    return sorted(place.glob("*.parquet"))
