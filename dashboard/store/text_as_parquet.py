"""A text that is cut, made Parquet: its rows are numbered, and read several times. Arrow takes half the processor of
DuckDB to do so."""

from collections.abc import Iterable, Iterator
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
    try:
        rows = _rows(file, file.cut)
        if file.cut.folded:
            above = pa.field(file.cut.lines_above, pa.int64())
            _write(target, rows.schema.append(above), _with_lines_above(rows, above.name))
        else:
            _write(target, rows.schema, rows)
    except pa.ArrowInvalid as error:
        raise NotPlainError from error
    if pq.read_metadata(target).num_rows != file.cut.rows:
        raise NotPlainError


def _rows(file: BulkFile, cut: Cut) -> csv.CSVStreamingReader:
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


def _write(target: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    """One batch is written while the next is read."""
    with (
        pq.ParquetWriter(target, schema, compression="zstd", write_statistics=False) as writer,
        ThreadPoolExecutor(1) as beside,
    ):
        writing: Future[None] | None = None
        for batch in batches:
            if writing:
                writing.result()
            writing = beside.submit(writer.write_batch, batch)
        if writing:
            writing.result()


def _with_lines_above(batches: Iterable[pa.RecordBatch], name: str) -> Iterator[pa.RecordBatch]:
    """The same rows, with the lines that the cells of those before have beyond the first."""
    lines = 0
    for batch in batches:
        own = sum(map(_ends_in, batch.columns), np.zeros(batch.num_rows, np.int64))
        yield batch.append_column(name, pa.array(lines + np.cumsum(own) - own))
        lines += int(own.sum())


def _ends_in(cells: pa.Array) -> npt.NDArray[np.int64]:
    r"""How many lines end in each cell: by \n, \r or both."""
    feeds, returns, both = (pc.count_substring(cells, end).to_numpy() for end in ("\n", "\r", "\r\n"))
    ends: npt.NDArray[np.int64] = feeds.astype(np.int64) + returns - both
    return ends
