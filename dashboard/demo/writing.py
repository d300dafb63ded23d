"""Files with the same bytes everywhere: `;` between cells, one line feed a line, comma as decimal mark."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv as arrow_csv


def write_table(path: Path, columns: dict[str, pa.Array]) -> int:
    """Write long columns quickly; no cell may hold `;`, a quote or a line end. Returns the number of rows."""
    table = pa.table({name: _plain(column) for name, column in columns.items()})
    options = arrow_csv.WriteOptions(include_header=False, delimiter=";", quoting_style="none")
    with path.open("wb") as file:
        file.write((";".join(columns) + "\n").encode())
        arrow_csv.write_csv(table, file, options)
    return int(table.num_rows)


def write_rows(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], encoding: str = "utf-8") -> int:
    """Write rows whose texts may need quotes. Returns the number of rows."""
    count = 0
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def write_parquet(path: Path, blocks: Iterable[dict[str, pa.Array]]) -> int:
    """Write blocks of columns one after the other, each as one group of rows. Returns the number of rows."""
    count, writer = 0, None
    try:
        for block in blocks:
            table = pa.table({name: _plain(column) for name, column in block.items()})
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
            count += table.num_rows
    finally:
        if writer:
            writer.close()
    return count


def _plain(column: pa.Array) -> pa.Array:
    """A text column without its dictionary: Parquet makes its own, and a file says nothing of ours."""
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def coded(texts: Sequence[str], index: np.ndarray) -> pa.DictionaryArray:
    """The text of each row, `texts[index]`, each text kept once."""
    return pa.DictionaryArray.from_arrays(pa.array(index.astype(np.int32)), pa.array(texts, pa.string()))
