"""Builds the published file with DuckDB, in one process."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard.config import Settings
from dashboard.engine import duckdb_ask, query_file
from dashboard.engine.disk_room import room_to_publish
from dashboard.engine.duckdb_sql import is_refused_by_disk, parquet, quoted_text, within
from dashboard.engine.duckdb_staged import rows_of
from dashboard.engine.engine import COUNTS, STEPS, Advance, Asked, Count, Progress, Step
from dashboard.engine.staged import STAGED, Inputs
from dashboard.errors import StoreError


class DuckDBEngine:
    """Runs queries/build/ within the memory of the settings."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @contextmanager
    def counting(self) -> Iterator[Count]:
        """Raises StoreError as `building` does."""
        yield self._count

    def _count(self, answers: Path, folder: Path) -> None:
        with building(folder / "counts", self._settings, in_memory=True) as connection:
            for step in _counts(connection, (answers,)):
                target = quoted_text(folder / f"{step.table}.parquet")
                connection.execute(f"copy {step.table} to {target} (format parquet, compression zstd)")

    def build(self, inputs: Inputs, target: Path, progress: Progress | None = None) -> None:
        """Write `target`. Raises StoreError as `building` does."""
        with building(target, self._settings) as connection:
            for name, content in inputs.tables.items():
                connection.register(name, content)
            for table, content in inputs.typed.items():
                connection.register(f"typed_{table}", content)
            for table in STAGED:
                rows = rows_of(table, inputs.staged.get(table, ()), typed=table in inputs.typed)
                connection.execute(f"create temp view staged_{table} as {rows}")
            _store_counts(connection, inputs)
            for place, step in enumerate(STEPS):
                if progress:
                    progress(step.table, place, len(STEPS))
                _make(connection, step)
            connection.execute("checkpoint")
            if progress:
                progress("", len(STEPS), len(STEPS))

    def ask(self, asked: Asked, advance: Advance) -> pa.Table:
        """Raises StoreError as `duckdb_ask.ask` does."""
        return duckdb_ask.ask(asked, self._settings, advance)


@contextmanager
def building(target: Path, settings: Settings, in_memory: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file that is being built, within the memory of the settings; what does not fit spills beside it. `in_memory`:
    there is no such file, only what spills.

    Raises StoreError when the disk or the memory gives out, or a file that is read is damaged.
    """
    try:
        with duckdb.connect(
            ":memory:" if in_memory else str(target),
            config=within(settings, target.with_suffix(".spill")),
        ) as connection:
            yield connection
    except duckdb.OutOfMemoryException as error:
        raise StoreError(
            f"La mémoire accordée ({settings.memory_limit}) ne suffit pas à construire les données : "
            "augmenter BAROMETRE_MEMORY_LIMIT, puis publier à nouveau."
        ) from error
    except (
        duckdb.IOException,
        duckdb.InvalidInputException,
        duckdb.InternalException,
        duckdb.FatalException,
        duckdb.TransactionException,  # a commit that the disk refuses
    ) as error:
        raise StoreError(_sentence(error, target)) from error


def _make(connection: duckdb.DuckDBPyConnection, step: Step) -> None:
    """The text of the query has its header: an error of DuckDB then shows the lines of the file."""
    kind = "table" if step.kept else "temp table"
    connection.execute(f"create {kind} {step.table} as \n{query_file.load(step.query).sql}")


def _counts(connection: duckdb.DuckDBPyConnection, answers: tuple[Path, ...]) -> tuple[Step, ...]:
    """Make the tables of `COUNTS` out of the answers of a load, or of none."""
    connection.execute(f"create temp view counted_answers as {rows_of('answers', answers)}")
    connection.execute("create temp view counted_people as select * from counted_answers")
    for step in COUNTS:
        _make(connection, step)
    return COUNTS


def _store_counts(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """`stored_<table>`: what was counted of each load; no row when no load has answers."""
    for step in _counts(connection, ()):  # without a row: the types of the columns
        connection.execute(f"alter table {step.table} rename to no_{step.table}")
        files = inputs.counted.get(step.table, ())
        stored = f" union all by name select * from {parquet(files)}" if files else ""
        connection.execute(f"create temp view stored_{step.table} as select * from no_{step.table}{stored}")
    connection.execute("drop view counted_people")
    connection.execute("drop view counted_answers")


def _sentence(error: duckdb.Error, target: Path) -> str:
    text = str(error)
    if is_refused_by_disk(error):
        return (
            f"Les données ne peuvent pas être écrites dans {target.parent} (disque plein ou refus d’écriture) : "
            f"{room_to_publish(target.parent)}, puis publier à nouveau ; la version précédente reste servie."
        )
    if "/computed/" in text:
        return (
            f"Un calcul conservé est illisible ({text.splitlines()[0]})\u00a0: supprimer le dossier "
            "«\u00a0computed\u00a0», qui sera refait, puis publier à nouveau."
        )
    if ".parquet" in text or "arquet" in text:
        return (
            f"Un fichier déposé est illisible ({text.splitlines()[0]}) : lancer « python -m dashboard check », "
            "puis retirer ou restaurer le chargement en cause."
        )
    return (
        f"La construction des données a échoué ({text.splitlines()[0]}) : vérifier le disque, puis publier à nouveau ; "
        "la version précédente reste servie."
    )
