"""The rows of a file of answers by columns, some at a time: each field by its distinct texts and where they stand."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.sources import parquet
from dashboard.sources.bulk_file import CODED, BulkFile, NotPlainError
from dashboard.sources.delimited_columns import delimited_columns
from dashboard.sources.raw import LONGEST

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]
Lines = npt.NDArray[np.int64]
_LEAST, _ROWS, _BYTES = 100, 200_000, 1 << 26
"""Rows of a Parquet file read at a time: the bytes that they take, within these numbers."""
_TOLD = 2 * LONGEST
_GROUP = 50_000
"""Rows of a group from which dictionaries are worth it."""


class Coded(NamedTuple):
    """The texts of a field and, by row, the place of its own among them."""

    texts: pa.Array
    places: Places


class AnswerBatch(NamedTuple):
    """Some rows of a file. `coded`: each of `bulk_file.CODED`, and `weight` when it is a text; `number`: weights that
    are numbers; `comment`: texts in people's own words."""

    file: str
    lines: Lines
    coded: Mapping[str, Coded]
    respondent: pa.Array
    comment: pa.Array | None
    number: Numbers | None

    def texts(self, field: str, rows: npt.NDArray[np.int64]) -> pa.Array:
        """The cells of some rows as they are written, cut well after what is ever told of one."""
        if field == "respondent":
            return self.respondent.take(pa.array(rows))
        if field == "weight" and self.number is not None:
            return parquet.numbers(pa.array(self.number[rows])).fill_null("")
        texts = pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(self.coded[field].texts), 0, _TOLD)
        return texts.take(pa.array(self.coded[field].places[rows]))


def answer_batches(file: BulkFile) -> Iterator[AnswerBatch]:
    """The rows in their order. SourceError: a Parquet file is damaged, or a text is no text; NotPlainError: a delimited
    text is not what was said; MemoryError."""
    try:
        for columns, lines in delimited_columns(file) if file.cut else _of_parquet(file):
            yield _answers(file, columns, lines)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise NotPlainError if file.cut else parquet.damaged(file.name) from error


def _of_parquet(file: BulkFile) -> Iterator[tuple[pa.RecordBatch, Lines]]:
    """The columns of the fields. The line of a row is its rank."""
    with parquet.opened(file.path) as read:
        groups = [read.metadata.row_group(group) for group in range(read.metadata.num_row_groups)]
    size = sum(group.total_byte_size for group in groups)
    at_once = max(_LEAST, min(_ROWS, _BYTES * file.rows // max(size, 1)))
    # A batch of dictionaries never spans two groups of rows: small ones are read without.
    is_coded = file.rows >= _GROUP * len(groups) or len(groups) == 1
    coded = [file.columns[field] for field in CODED if field in file.columns] if is_coded else ()
    done = 0
    with parquet.opened(file.path, coded) as read:
        for batch in read.iter_batches(at_once, columns=list(dict.fromkeys(file.columns.values()))):
            yield batch, np.arange(done + 1, done + 1 + batch.num_rows)
            done += batch.num_rows


def _answers(file: BulkFile, columns: pa.RecordBatch, lines: Lines) -> AnswerBatch:
    def texts(field: str) -> pa.Array:
        column = columns.column(file.columns[field])
        return column if file.cut and not _is_coded(column) else parquet.cells(column, file.path, file.columns[field])

    coded = {field: _coded(file, field, columns) for field in CODED}
    number = None
    if "weight" in file.columns and pa.types.is_floating(columns.column(file.columns["weight"]).type):
        number = columns.column(file.columns["weight"]).cast(pa.float64()).fill_null(np.nan).to_numpy() + 0.0
    elif "weight" in file.columns or "weight" in file.constants:
        coded["weight"] = _coded(file, "weight", columns)
    if "respondent" in file.columns:
        respondent = _trimmed(texts("respondent"))
    else:
        respondent = pa.repeat(file.constants["respondent"], len(lines))
    comment = texts("comment") if "comment" in file.columns else None
    return AnswerBatch(file.name, lines, coded, respondent, comment, number)


def _is_coded(column: pa.Array) -> bool:
    return bool(pa.types.is_dictionary(column.type))


def _coded(file: BulkFile, field: str, columns: pa.RecordBatch) -> Coded:
    """A field that the file does not have is empty, or its constant, on every row."""
    if field not in file.columns:
        return Coded(pa.array([file.constants.get(field, "")]), np.zeros(columns.num_rows, np.int32))
    column = columns.column(file.columns[field])
    if _is_coded(column):
        column.validate(full=True)
        if len(column.dictionary) > len(column):  # it grows as a group of rows is read
            column = column.cast(column.type.value_type)
    encoded = column if _is_coded(column) else column.dictionary_encode()
    texts = parquet.cells(encoded.dictionary, file.path, file.columns[field])
    places = encoded.indices.cast(pa.int32())
    if places.null_count:
        texts, places = pa.concat_arrays([texts, pa.array([""])]), places.fill_null(len(texts))
    return Coded(texts, places.to_numpy())


def _trimmed(texts: pa.Array) -> pa.Array:
    """Without the spaces around: looked for first, for few files have some."""
    if not len(texts):
        return texts
    ends = np.frombuffer(texts.buffers()[1], np.int32)[texts.offset : texts.offset + len(texts) + 1]
    written = np.flatnonzero(np.diff(ends))
    if not len(written):
        return texts
    content = np.frombuffer(texts.buffers()[2], np.uint8)
    around = np.concatenate([content[ends[written]], content[ends[written + 1] - 1]])
    if ((around > ord(" ")) & (around < 0x80)).all():
        return texts
    return pc.utf8_trim_whitespace(texts)
