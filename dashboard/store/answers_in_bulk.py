"""Answers by the hundred million: columns are read, judged and staged whole, by the SQL of queries/load/.

What each distinct text stands for is told by the caller (dashboard.sources.survey_words); this class finds the texts,
joins what they stand for, stages the rows that no rule refuses and lists the others. Staged rows are in any order: a
join keeps none, and `file` and `line` tell their place. What is listed is in the order of the files.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.duckdb_sql import is_refused_by_disk, quoted_text, share_done, within
from dashboard.errors import SourceError, StoreError, free_bytes
from dashboard.store.bulk_file import BulkFile, rows_of
from dashboard.store.text_as_parquet import write_parquet
from dashboard.wording.disk import make_room

Tell = Callable[[float], None]
"""Called with the share of a step that is done, from 0 to 1."""
_KEYS = 50_000_000
"""Keys sorted at a time: 400 MB."""
_BATCH = 200_000
_OURS = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)
"""A query that is wrong is a defect of ours, never of a file."""


class AnswersInBulk:
    """One load. StoreError when the disk or the memory gives out, SourceError when a file is damaged; OSError when the
    disk refuses a text that is made Parquet."""

    def __init__(self, settings: Settings, folder: Path, files: Sequence[BulkFile]) -> None:
        self._settings, self._folder, self._files = settings, folder, files
        self._spill = folder / "spill"
        self._staged = folder / "answers.parquet"

    def __enter__(self) -> Self:
        try:
            self._open()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _open(self) -> None:
        self._db = duckdb.connect(config=within(self._settings, self._spill))
        with self._errors():
            self._paths = [self._as_parquet(rank) for rank in range(len(self._files))]
            self._look(trimmed=False)
            names = pa.table(
                {"rank": pa.array(range(len(self._files)), pa.int32()), "file": [file.name for file in self._files]}
            )
            self._create("load_file", names)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def _as_parquet(self, rank: int) -> Path:
        """A text is made Parquet first: rows are numbered, and read several times."""
        file = self._files[rank]
        if not file.cut:
            return file.path
        self._spill.mkdir(exist_ok=True)
        target = self._spill / f"{rank}.parquet"
        write_parquet(file, target)
        return target

    def _look(self, *, trimmed: bool) -> None:
        rows = " union all ".join(
            rows_of(rank, file, path, trimmed=trimmed)
            for rank, (file, path) in enumerate(zip(self._files, self._paths, strict=True))
        )
        self._db.execute(f"create or replace view load_row as {rows}")

    def _create(self, name: str, rows: pa.Table) -> None:
        self._db.register("given", rows)
        self._db.execute(f"create table {name} as select * from given")
        self._db.unregister("given")

    def refuse_monsters(self) -> tuple[int, bool]:
        """The bytes of the longest respondent or comment, and whether one holds a NUL."""
        with self._errors():
            [(longest, nul, spaced)] = self._db.execute(_sql("longest")).fetchall()
            if spaced:  # to take spaces off costs more than all the rest: only where there are some
                self._look(trimmed=True)
        return longest or 0, bool(nul)

    def written(self) -> Iterator[tuple[str, pa.Array]]:
        """Distinct texts of the fields `survey`, `site`, `date`, `weight` and `channel`, some of a field at a time."""
        for batch in self._batches("written"):
            fields = batch.column("field").to_numpy(zero_copy_only=False)
            for field in dict.fromkeys(fields.tolist()):
                yield field, batch.column("text").filter(pa.array(fields == field))

    def asked(self) -> Iterator[pa.RecordBatch]:
        """Distinct pairs of `question` and `answer`."""
        return self._batches("asked")

    def name(self, field: str, words: pa.Table) -> None:
        """Keep what texts of a field stand for (dashboard.sources.survey_words); `answer` for pairs."""
        with self._errors():
            cursor = self._db.cursor()
            cursor.register("words", words)
            cursor.execute(f"create table if not exists named_{field} as select * from words limit 0")
            cursor.execute(f"insert into named_{field} select * from words")
            cursor.unregister("words")

    def stage(self, tell: Tell) -> int:
        """Write the rows that no rule refuses. Returns how many; when there is none, no file is left."""
        rows = self._copied("answer", self._staged, tell)
        if not rows:
            self._staged.unlink(missing_ok=True)
        else:
            self._db.execute(f"create view load_staged as select * from read_parquet({quoted_text(self._staged)})")
        return rows

    def length(self) -> int:
        """How many rows the files hold."""
        return sum(int(pq.read_metadata(path).num_rows) for path in self._paths)

    def ignored(self) -> int:
        """How many rows answer a question that the mapping leaves out."""
        with self._errors():
            return int(self._db.execute(_sql("ignored")).fetchall()[0][0])

    def once(self, rows: int, tell: Tell) -> Iterator[dict[str, Any]]:
        """Take the answers that say again what an earlier one says out of the `rows` that are staged. Gives them in the
        order of the files: `rank, line, first_file, first_line`."""
        keys = self._keys_met_twice(rows, tell)
        if not len(keys):
            return
        with self._errors():
            self._create("load_key", pa.table({"key": keys}))
            self._db.execute(f"create table load_repeated as {_sql('repeated')}")
        if self._db.execute("select count(*) from load_repeated").fetchall() != [(0,)]:
            other = self._folder / "answers.rewritten"
            self._copied("once", other, tell)
            other.replace(self._staged)
        for batch in self._read("select rank, line, first_file, first_line from load_repeated order by rank, line"):
            yield from batch.to_pylist()

    def _keys_met_twice(self, rows: int, tell: Tell) -> npt.NDArray[np.uint64]:
        """Keys are sorted as numbers, a share of them at a time; what is met twice in a batch is kept once."""
        passes = -(-rows // _KEYS)
        twice: list[npt.NDArray[np.uint64]] = []
        for number in range(passes):
            held = np.empty(int(rows / passes * 1.02) + _BATCH, dtype=np.uint64)
            length = 0
            for batch in self._batches("key", {"passes": passes, "pass": number}):
                keys, counts = np.unique(batch.column("key").to_numpy(), return_counts=True)
                twice.append(keys[counts > 1])
                if length + len(keys) > len(held):
                    held = np.concatenate([held[:length], np.empty(len(held) // 4 + len(keys), dtype=np.uint64)])
                held[length : length + len(keys)] = keys
                length += len(keys)
            known = held[:length]
            known.sort()
            twice.append(known[1:][known[1:] == known[:-1]])
            tell((number + 1) / passes)
        return np.unique(np.concatenate(twice)) if twice else np.empty(0, dtype=np.uint64)

    def refused(self) -> Iterator[dict[str, Any]]:
        """The rows that a rule refuses, in the order of the files: `rank, line, field, text, number, reason`."""
        for batch in self._batches("refused"):
            yield from batch.to_pylist()

    def comments(self) -> Iterator[pa.RecordBatch]:
        """The texts in people's own words of the rows that are staged, in the order of the files."""
        with self._errors():
            self._db.cursor().execute(f"create table load_comment as {_sql('written_comment')}")
            if self._db.execute("select count(*) from load_comment").fetchall() == [(0,)]:
                return
        yield from self._batches("comment")

    def _batches(self, name: str, parameters: Mapping[str, object] | None = None) -> Iterator[pa.RecordBatch]:
        return self._read(_sql(name), parameters)

    def _read(self, sql: str, parameters: Mapping[str, object] | None = None) -> Iterator[pa.RecordBatch]:
        with self._errors():
            cursor = self._db.cursor()
            yield from cursor.sql(sql, params=parameters or {}).to_arrow_reader(_BATCH)

    def _copied(self, name: str, target: Path, tell: Tell) -> int:
        """Write what a query gives as Parquet; returns the number of rows."""
        cursor = self._db.cursor()
        copy = f"copy ({_sql(name)}) to {quoted_text(target)} (format parquet, compression zstd)"
        with self._errors(), ThreadPoolExecutor(1) as pool:
            running = pool.submit(lambda: cursor.execute(copy).fetchall())
            try:
                while True:
                    try:
                        return int(running.result(timeout=0.5)[0][0])
                    except NotYet:
                        tell(share_done(cursor))
            except BaseException:
                cursor.interrupt()
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise StoreError(
                f"La mémoire accordée ({self._settings.memory_limit}) ne suffit pas à charger ce fichier\u00a0: "
                "augmenter BAROMETRE_MEMORY_LIMIT, ou découper le fichier."
            ) from error
        except _OURS:
            raise
        except duckdb.Error as error:
            if is_refused_by_disk(error):
                needed = sum(file.path.stat().st_size for file in self._files)
                raise StoreError(
                    f"Le chargement ne peut pas être écrit dans {self._folder.parent} (disque plein ou refus "
                    f"d’écriture)\u00a0: {make_room(free_bytes(self._folder), needed)}, puis recommencer."
                ) from error
            names = ", ".join(f"«\u00a0{file.name}\u00a0»" for file in self._files[:3])
            raise SourceError(
                f"{names}\u00a0: fichier endommagé, tronqué ou chiffré\u00a0; l’exporter de nouveau en Parquet, ou "
                "en CSV."
            ) from error


def _sql(name: str) -> str:
    return "\n" + query_file.load(f"load/{name}").sql
