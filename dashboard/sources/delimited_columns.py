"""A large delimited text that needs no care (dashboard.sources.plain_text), by columns, some rows at a time."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as csv

from dashboard.sources.bulk_file import CODED, BulkFile, NotPlainError
from dashboard.sources.plain_text import PlainText

Counts = npt.NDArray[np.int64]
_BLOCK = 1 << 23
"""Bytes cut at a time: more than a row may have."""


def delimited_columns(file: BulkFile) -> Iterator[tuple[pa.RecordBatch, Counts]]:
    """The columns of rows in their order, with the line of each; those of fields that few texts fill are coded. A line
    of delimiters is no row. NotPlainError: another number of rows than was said, or none; ArrowException, OSError: the
    text is not what was said, or cannot be read."""
    assert file.cut
    cut, rows, said, below = file.cut, 0, False, file.cut.first_line
    for batch in _opened(file, cut):
        lines = np.arange(below, below + batch.num_rows)
        below += batch.num_rows
        rows += batch.num_rows
        if cut.folded:
            own = sum(map(_ends_in, batch.columns), np.zeros(batch.num_rows, np.int64))
            lines += np.cumsum(own) - own
            below += int(own.sum())
        kept = _something(batch)
        said |= bool(kept.any())
        yield (batch, lines) if kept.all() else (batch.filter(pa.array(kept)), lines[kept])
    if rows != cut.rows or not said:
        raise NotPlainError


def _opened(file: BulkFile, cut: PlainText) -> csv.CSVStreamingReader:
    types = dict.fromkeys(cut.columns, pa.string())
    coded = [file.columns[field] for field in (*CODED, "weight") if field in file.columns]
    types.update(dict.fromkeys(coded, pa.dictionary(pa.int32(), pa.string())))
    return csv.open_csv(
        file.path,
        csv.ReadOptions(block_size=_BLOCK, skip_rows=cut.first_line - 1, column_names=list(cut.columns)),
        csv.ParseOptions(
            delimiter=cut.delimiter,
            quote_char='"' if cut.quoted else False,
            newlines_in_values=cut.folded,
            ignore_empty_lines=False,
        ),
        csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )


def _something(batch: pa.RecordBatch) -> npt.NDArray[np.bool_]:
    """The rows one cell of which says something: most do by their first cells."""
    said = np.zeros(batch.num_rows, dtype=bool)
    for cells in batch.columns:
        said |= _by_text(cells, lambda texts: pc.binary_length(texts).to_numpy() > 0)
        if said.all():
            break
    return said


def _by_text(cells: pa.Array, say: Callable[[pa.Array], npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """What is said of each cell; of each distinct text when they are coded."""
    if pa.types.is_dictionary(cells.type):
        of_text, places = say(cells.dictionary), cells.indices.to_numpy()
        return of_text[places]  # type: ignore[no-any-return]
    return say(cells)


def _ends_in(cells: pa.Array) -> Counts:
    r"""How many lines end in each cell: by \n, \r or both."""
    ends: Counts = _by_text(cells, _ends)
    return ends


def _ends(texts: pa.Array) -> Counts:
    feeds, returns, both = (pc.count_substring(texts, end).to_numpy() for end in ("\n", "\r", "\r\n"))
    ends: Counts = feeds.astype(np.int64) + returns - both
    return ends
