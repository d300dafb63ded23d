"""Answers by the hundred million: those of one load are written as they come, in the order of the files; then those
that say again what an earlier one says are taken out.

What is refused and what people wrote wait beside, until the answers that are taken out are known.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.duckdb_sql import is_refused_by_disk, quoted_text, within
from dashboard.engine.staged import STAGED
from dashboard.errors import StoreError, free_bytes
from dashboard.store.spool import Spool
from dashboard.wording.disk import make_room

Tell = Callable[[float], None]
"""Called with the share of a step that is done, from 0 to 1."""
_KEYS = 50_000_000
"""Keys sorted at a time: 400 MB."""
_BATCH, _TEXTS = 200_000, 10_000
"""Rows read at a time, and texts."""
_ANSWERS = {
    "use_dictionary": [name for name in STAGED["answers"] if name != "line"],
    "column_encoding": {"line": "DELTA_BINARY_PACKED"},
    "write_statistics": ["survey", "site", "answered_on"],
}
"""Lines follow one another, and few bounds are ever read: a third of the file, and half of the time to write it."""


class AnswersInBulk:
    """One load. StoreError when the memory or the disk gives out; OSError when the disk refuses a row."""

    def __init__(self, settings: Settings, folder: Path, files: Sequence[str], needed: int) -> None:
        self._settings, self._folder, self._files, self._needed = settings, folder, files, needed
        self._spill = folder / "spill"
        self._spill.mkdir()
        self._beside = ThreadPoolExecutor(1)
        self._repeats = 0
        self._answers = Spool(folder / "answers.parquet", self._beside, **_ANSWERS)
        self._refused = Spool(self._spill / "refused.parquet", self._beside)
        self._comments = Spool(self._spill / "comments.parquet", self._beside)
        self._db = duckdb.connect(config=within(settings, self._spill))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        for spool in (self._answers, self._refused, self._comments):
            with suppress(OSError, pa.ArrowException):  # told already
                spool.close()
        self._beside.shutdown()
        shutil.rmtree(self._spill, ignore_errors=True)
        if error:  # another way of reading begins again
            self._answers.path.unlink(missing_ok=True)

    @property
    def rows(self) -> int:
        """How many answers were kept."""
        return self._answers.rows

    def keep(self, answers: pa.Table) -> None:
        """Add answers, as canonical.ANSWERS has them."""
        self._answers.write(answers)

    def wait(self, rank: int, refused: pa.Table, comments: pa.Table) -> None:
        """Add rows of the file `rank` that `refused` and `comments` give back later."""
        for spool, table in ((self._refused, refused), (self._comments, comments)):
            spool.write(table.append_column("rank", pa.repeat(pa.scalar(rank, pa.int32()), table.num_rows)))

    def close(self) -> None:
        """Nothing is added any more."""
        for spool in (self._answers, self._refused, self._comments):
            spool.close()

    def refused(self) -> Iterator[dict[str, Any]]:
        """The rows that wait, one at a time, in their order."""
        for batch in self._refused.batches(_BATCH):
            yield from batch.to_pylist()

    def once(self, tell: Tell) -> Iterator[dict[str, Any]]:
        """Take the answers that say again what an earlier one of the load says out. Gives them in the order of the
        files: `rank, line, first_file, first_line`."""
        with self._errors():
            ranks, staged = pa.array(range(len(self._files)), pa.int32()), quoted_text(self._answers.path)
            self._create("load_file", pa.table({"rank": ranks, "file": pa.array(self._files, pa.string())}))
            self._db.execute(f"create view load_staged as select * from read_parquet({staged})")
            self._create("load_key", pa.table({"key": self._keys_met_twice(tell)}))
            self._db.execute(f"create table load_repeated as {_sql('repeated')}")
            if self._db.execute("select count(*) from load_repeated").fetchall() != [(0,)]:
                other = self._folder / "answers.rewritten"
                self._db.execute(f"copy ({_sql('once')}) to {quoted_text(other)} (format parquet, compression zstd)")
                other.replace(self._answers.path)
        for batch in self._read("select rank, line, first_file, first_line from load_repeated order by rank, line"):
            self._repeats += batch.num_rows
            yield from batch.to_pylist()

    def _keys_met_twice(self, tell: Tell) -> npt.NDArray[np.uint64]:
        """Keys are sorted as numbers, a share of them at a time; what is met twice in a batch is kept once."""
        passes = -(-self.rows // _KEYS)
        twice: list[npt.NDArray[np.uint64]] = []
        for number in range(passes):
            held = np.empty(int(self.rows / passes * 1.02) + _BATCH, dtype=np.uint64)
            length = 0
            for batch in self._read(_sql("key"), {"passes": passes, "pass": number}):
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

    def comments(self) -> Iterator[pa.Table]:
        """The texts of the answers that stay, in the order of the files, once all that `once` gives was taken."""
        for batch in self._comments.batches(_TEXTS):
            yield self._staying(batch) if self._repeats else pa.Table.from_batches([batch])

    def _staying(self, comments: pa.RecordBatch) -> pa.Table:
        with self._errors():
            self._db.register("load_comment", comments)
            return self._db.sql(_sql("comment")).to_arrow_table()

    def _create(self, name: str, rows: pa.Table) -> None:
        self._db.register("given", rows)
        self._db.execute(f"create table {name} as select * from given")
        self._db.unregister("given")

    def _read(self, sql: str, parameters: Mapping[str, object] | None = None) -> Iterator[pa.RecordBatch]:
        with self._errors():
            cursor = self._db.cursor()
            yield from cursor.sql(sql, params=parameters or {}).to_arrow_reader(_BATCH)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (duckdb.Error, OSError) as error:  # while rows are read, DuckDB's errors come as an OSError of Arrow
            if isinstance(error, duckdb.OutOfMemoryException) or "Out of Memory" in str(error):
                raise StoreError(
                    f"La mémoire accordée ({self._settings.memory_limit}) ne suffit pas à charger ce fichier\u00a0: "
                    "augmenter BAROMETRE_MEMORY_LIMIT, ou découper le fichier."
                ) from error
            if not is_refused_by_disk(error):
                raise
            raise StoreError(
                f"Le chargement ne peut pas être écrit dans {self._folder.parent} (disque plein ou refus "
                f"d’écriture)\u00a0: {make_room(free_bytes(self._folder), self._needed)}, puis recommencer."
            ) from error


def _sql(name: str) -> str:
    return "\n" + query_file.load(f"load/{name}").sql
