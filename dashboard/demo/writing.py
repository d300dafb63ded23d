"""Files with the same bytes everywhere: `;` between cells, one line feed a line, comma as decimal mark."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv


def write_table(path: Path, columns: dict[str, pa.Array]) -> int:
    """Write long columns quickly; no cell may hold `;`, a quote or a line end. Returns the number of rows."""
    table = pa.table(columns)
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


def labels(texts: Sequence[str], index: np.ndarray) -> pa.Array:
    """The text of each row: `texts[index]`."""
    return pa.array(texts, pa.string()).take(pa.array(index))
