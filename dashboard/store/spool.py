"""Rows written to a Parquet file as they come, by a thread that has nothing else to do, and read back in order."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_BUFFER = 1 << 20
"""Bytes read at a time: by default, what is compressed of the whole file stays in memory."""


class Spool:
    """`rows`: how many were given. There is no file when none was. OSError: the disk refuses, told by a later call."""

    def __init__(self, path: Path, beside: Executor, **written: Any) -> None:
        """`written`: how, in the words of pyarrow.parquet.ParquetWriter."""
        self.path, self.rows, self._written = path, 0, written
        self._beside = beside
        self._writer: pq.ParquetWriter | None = None
        self._writing: Future[None] | None = None

    def write(self, table: pa.Table) -> None:
        """Add rows. One table is written while the next is made. Texts that are coded are read back as texts."""
        if not table.num_rows:
            return
        self._wait()
        if not self._writer:
            self._writer = pq.ParquetWriter(
                self.path, table.schema, compression="zstd", store_schema=False, **self._written
            )
        self._writing = self._beside.submit(self._writer.write_table, table)
        self.rows += table.num_rows

    def close(self) -> None:
        """End the file."""
        try:
            self._wait()
        finally:
            if self._writer:
                self._writer.close()

    def _wait(self) -> None:
        if self._writing:
            self._writing.result()

    def batches(self, rows: int) -> Iterator[pa.RecordBatch]:
        """What was written, once it is closed."""
        if self.rows:
            with pq.ParquetFile(self.path, pre_buffer=False, buffer_size=_BUFFER) as file:
                yield from file.iter_batches(rows, use_threads=False)
