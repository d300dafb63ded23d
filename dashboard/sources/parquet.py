"""Parquet files: what data warehouses export. Every cell to the text that a person reads, a batch at a time.

A file is refused before its rows are read when what it announces is out of proportion: it may come from anywhere.
"""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dashboard.errors import SourceError
from dashboard.sources.header import column_names
from dashboard.sources.raw import RawBatch, batch_size, excerpt
from dashboard.sources.signature import first_bytes, refuse_foreign
from dashboard.sources.values import normal_name

EXTENSIONS = frozenset({".parquet", ".pq"})
MARK = b"PAR1"
MAX_CELL = 10_000_000
MAX_ROWS = 2_000_000_000
MAX_FOOTER = 64_000_000
MAX_GROUP = 2_000_000_000
"""Bytes of one group of rows, once decompressed."""
_SMALL, _ROWS_A_BYTE = 1_000_000, 50
"""Above a million rows, a file that holds fifty to the byte is no file of people: the same cell, repeated."""
_CELLS = 500_000
_BUFFER = 1 << 20


def read(path: Path, wanted: Collection[str] = (), batch_rows: int = 50_000) -> Iterator[RawBatch]:
    """The rows of a file, `batch_rows` at a time at most; the index is the rank of the row, from 1.

    Columns that are not `wanted` are left when no text can say their cells (lists, structures…). SourceError, in one
    sentence: a damaged, truncated, encrypted or foreign file, one out of proportion, a wanted column that is nested.
    """
    with opened(path) as file:
        schema = file.schema_arrow
        names = names_of(schema, path, wanted)
        total, rows, done = path.stat().st_size, file.metadata.num_rows, 0
        readable = {rank: name for rank, name in names.items() if writer_of(schema.field(rank).type)}
        columns = [schema.field(rank).name for rank in readable]
        size = min(batch_rows, batch_size(_CELLS, len(columns)))
        try:
            for batch in file.iter_batches(size, columns=columns, use_threads=False):
                texts = {
                    name: cells(batch.column(batch.schema.get_field_index(schema.field(rank).name)), path, name)
                    for rank, name in readable.items()
                }
                index = pd.RangeIndex(done + 1, done + 1 + batch.num_rows, name="line").astype("int64")
                frame = pd.DataFrame({name: text.to_pandas() for name, text in texts.items()}, dtype="str")
                done += batch.num_rows
                yield RawBatch(path.name, frame.set_index(index), (), total * done // rows, total)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise damaged(path.name) from error


def opened(path: Path, coded: Collection[str] = ()) -> pq.ParquetFile:
    """The file, its footer read and found in proportion; columns of texts that are `coded` come as dictionaries.
    SourceError, in one sentence."""
    start = first_bytes(path)
    if not start.startswith(MARK):
        refuse_foreign(path, start)
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» n’est pas un fichier Parquet\u00a0: lui rendre son extension, ou l’exporter de "
            "nouveau."
        )
    _refuse_footer(path)
    limit = MAX_FOOTER
    try:
        file = pq.ParquetFile(
            path,
            read_dictionary=list(coded),
            pre_buffer=False,  # else what is compressed of all groups stays in memory
            buffer_size=_BUFFER,
            thrift_string_size_limit=limit,
            thrift_container_size_limit=1_000_000,
        )
    except (pa.ArrowException, OSError, ValueError) as error:
        raise damaged(path.name) from error
    try:
        _refuse_out_of_proportion(file.metadata, path)
    except BaseException:
        file.close()
        raise
    return file


def _refuse_footer(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 8))
        end = file.read(8)
    if size < 12 or end[4:] != MARK:
        raise damaged(path.name)
    if (announced := int.from_bytes(end[:4], "little")) > min(size, MAX_FOOTER):
        raise SourceError(
            f"«\u00a0{path.name}\u00a0» annonce une description de {announced / 1e6:.0f}\u00a0Mo, "
            f"{MAX_FOOTER / 1e6:.0f}\u00a0Mo au plus\u00a0: il est endommagé, ou à découper."
        )


def _refuse_out_of_proportion(metadata: pq.FileMetaData, path: Path) -> None:
    rows, name = metadata.num_rows, f"«\u00a0{path.name}\u00a0»"
    if rows < 0:
        raise damaged(path.name)
    if rows == 0:
        raise SourceError(f"{name} ne contient aucune ligne\u00a0: vérifier l’export.")
    if rows > MAX_ROWS or (rows > _SMALL and rows > _ROWS_A_BYTE * path.stat().st_size):
        raise SourceError(
            f"{name} annonce {rows} lignes, ce que sa taille ne peut pas tenir\u00a0: vérifier l’export, ou le "
            "découper."
        )
    for group in range(metadata.num_row_groups):
        # Nothing is asked of a column: a byte of its description that is wrong would end the process (Arrow 26).
        size = metadata.row_group(group).total_byte_size
        if not 0 <= size <= MAX_GROUP:
            raise SourceError(
                f"{name} occuperait {size / 1e6:.0f}\u00a0Mo par groupe de lignes une fois décompressé, "
                f"{MAX_GROUP / 1e6:.0f}\u00a0Mo au plus\u00a0: l’exporter avec des groupes de lignes plus petits."
            )


def names_of(schema: pa.Schema, path: Path, wanted: Collection[str]) -> dict[int, str]:
    """The clean name of each column, by its rank. SourceError for names that are no names, twice the same, or for a
    column that is `wanted` and that no text can say."""
    where = f"«\u00a0{path.name}\u00a0»"
    names = dict(enumerate(column_names(schema.names, where, wanted)))
    known = {normal_name(name) for name in wanted}
    for rank, name in names.items():
        if normal_name(name) in known and not writer_of(schema.field(rank).type):
            raise SourceError(
                f"{where}\u00a0: la colonne «\u00a0{excerpt(name)}\u00a0» est imbriquée ou d’un type qui n’est pas lu "
                "(liste, structure, durée…)\u00a0: l’exporter comme un texte, un nombre ou une date."
            )
    if not any(writer_of(schema.field(rank).type) for rank in names):
        raise SourceError(f"{where} n’a aucune colonne lisible\u00a0: vérifier l’export.")
    return names


def damaged(name: str) -> SourceError:
    """What is said of a file that cannot be read to its end."""
    return SourceError(
        f"«\u00a0{name}\u00a0» est endommagé, tronqué ou chiffré\u00a0: l’exporter de nouveau en Parquet, ou en CSV."
    )


def cells(column: pa.Array, path: Path, name: str) -> pa.Array:
    """The texts of a column, empty where it has none. SourceError for a text that is no text."""
    write = writer_of(column.type)
    assert write is not None
    column.validate(full=True)
    texts = write(column).fill_null("")
    texts.validate(full=True)
    if pc.any(pc.match_substring(texts, "\0")).as_py():
        raise SourceError(f"«\u00a0{path.name}\u00a0» contient des octets nuls\u00a0: l’exporter de nouveau.")
    if (longest := pc.max(pc.binary_length(texts)).as_py() or 0) > MAX_CELL:
        raise SourceError(
            f"«\u00a0{path.name}\u00a0»\u00a0: une cellule fait {longest / 1e6:.0f} millions de caractères, "
            f"{MAX_CELL // 1_000_000} au plus\u00a0; vérifier l’export."
        )
    return texts


def _number_text(value: float) -> str:
    """A number as a person reads it: whole ones without decimals, others with as many digits as they have."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value)


def _flags(column: pa.Array) -> pa.Array:
    return pc.if_else(column, "Oui", "Non")


def _decoded(column: pa.Array) -> pa.Array:
    plain = column.cast(column.type.value_type)
    write = writer_of(plain.type)
    assert write is not None
    return write(plain)


def numbers(column: pa.Array) -> pa.Array:
    """The texts of numbers: NaN says nothing, like an absent number. Each distinct number is written once."""
    found = pd.unique(column.drop_null().to_numpy(zero_copy_only=False).astype("float64"))
    known = {value: _number_text(float(value)) for value in found if not np.isnan(value)}
    values = pd.Series(column.to_numpy(zero_copy_only=False), dtype="float64")
    return pa.Array.from_pandas(values.map(known).astype("str"), type=pa.string())


def _texts(column: pa.Array) -> pa.Array:
    return column.cast(pa.string())


def _days(column: pa.Array) -> pa.Array:
    """The day that is written; the hour and its zone are dropped, never converted."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp(column.type.unit)).cast(pa.date32(), safe=False)
    return column.cast(pa.string())


def writer_of(kind: pa.DataType) -> Callable[[pa.Array], pa.Array] | None:
    """How the cells of a type are written; None for a type that no text can say."""
    types = pa.types
    if types.is_dictionary(kind):
        return _decoded if writer_of(kind.value_type) else None
    if types.is_boolean(kind):
        return _flags
    if types.is_floating(kind):
        return numbers
    if types.is_date(kind) or types.is_timestamp(kind):
        return _days
    textual = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    binary = types.is_binary(kind) or types.is_large_binary(kind)
    plain = types.is_integer(kind) or types.is_decimal(kind) or types.is_time(kind) or types.is_null(kind)
    return _texts if textual or binary or plain else None
