"""A text that is cut, made Parquet: its rows are numbered, and read several times. Arrow takes half the processor of
DuckDB to do so."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv
import pyarrow.parquet as pq

from dashboard.store.bulk_file import BulkFile, Cut, NotPlainError

_BLOCK = 1 << 23
"""Bytes cut at a time: more than a row may have."""


def write_parquet(file: BulkFile, target: Path) -> None:
    """The rows of a text in their order. NotPlainError: it is not what was said; OSError: it cannot be read, or the
    target written."""
    assert file.cut
    lower = _LinesAbove(file.cut)
    try:
        batches = _batches(file, file.cut)
        with (
            pq.ParquetWriter(
                target, lower.schema(batches.schema), compression="zstd", write_statistics=False
            ) as writer,
            ThreadPoolExecutor(1) as beside,  # one batch is written while the next is read
        ):
            writing: Future[None] | None = None
            for batch in batches:
                told = lower.told(batch)
                if writing:
                    writing.result()
                writing = beside.submit(writer.write_batch, told)
            if writing:
                writing.result()
    except pa.ArrowInvalid as error:
        raise NotPlainError from error
    if lower.rows != file.cut.rows:
        raise NotPlainError


def _batches(file: BulkFile, cut: Cut) -> csv.CSVStreamingReader:
    texts = {name: pa.string() for name in cut.columns}
    return csv.open_csv(
        file.path,
        csv.ReadOptions(block_size=_BLOCK, skip_rows=file.first_line - 1, column_names=list(cut.columns)),
        csv.ParseOptions(
            delimiter=cut.delimiter,
            quote_char='"' if cut.quoted else False,
            newlines_in_values=cut.folded,
            ignore_empty_lines=False,
        ),
        csv.ConvertOptions(column_types=texts, strings_can_be_null=False),
    )


class _LinesAbove:
    """Adds to rows, when some cells have several lines, the lines that the cells of those before have beyond the
    first."""

    def __init__(self, cut: Cut) -> None:
        self._cut, self._lines, self.rows = cut, 0, 0

    def schema(self, columns: pa.Schema) -> pa.Schema:
        return columns.append(pa.field(self._cut.lines_above, pa.int64())) if self._cut.folded else columns

    def told(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        self.rows += batch.num_rows
        if not self._cut.folded:
            return batch
        own = sum((_ends_in(cells) for cells in batch.columns), np.zeros(batch.num_rows, np.int64))
        above = self._lines + np.cumsum(own) - own
        self._lines += int(own.sum())
        return batch.append_column(self._cut.lines_above, pa.array(above))


def _ends_in(cells: pa.Array) -> npt.NDArray[np.int64]:
    r"""How many lines end in each cell: by \n, \r or both."""
    feeds, returns, both = (pc.count_substring(cells, end).to_numpy() for end in ("\n", "\r", "\r\n"))
    ends: npt.NDArray[np.int64] = feeds.astype(np.int64) + returns - both
    return ends
