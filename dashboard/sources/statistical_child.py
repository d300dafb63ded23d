"""A program of its own that reads an SPSS or Stata file: `statistical_child.py FILE CELLS`.

The library is written in C, and some damaged files make it crash: alone in its process, it takes down nothing else
(dashboard.sources.statistical says so in French). It imports nothing of ours, to start at once. Standard output is a
sequence of pickles: what the file says of itself (`Header`), then its chunks (`Chunk`), then None.
"""

import pickle
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyreadstat

Header = dict[str, Any]
"""`names` and `labels` of the variables, and `rows`: their number, None when the file does not say it."""
Chunk = dict[str, Any]
"""By variable: `columns`, and the `values` that have a label, the `ranges` and the `letters` that mean missing."""

_OLD_ENCODING = "windows-1252"
_MEMORY = 8 << 30
"""Bytes that a file may make the library ask for: a damaged one announces any size."""


def _library(path: Path, **options: Any) -> tuple[Any, Any]:
    """What the library reads. A text that does not decode is read again as Windows wrote it."""
    extension = path.suffix.lower()
    readers: dict[str, Callable[..., tuple[Any, Any]]] = {".dta": pyreadstat.read_dta, ".por": pyreadstat.read_por}
    reader: Callable[..., tuple[Any, Any]] = readers.get(extension, pyreadstat.read_sav)
    options |= {"output_format": "dict"}
    if extension == ".por":  # the library takes neither option for these
        return reader(str(path), **options)
    try:
        return reader(str(path), user_missing=True, **options)
    except Exception:  # its own errors, or Python’s for a text that does not decode
        return reader(str(path), user_missing=True, encoding=_OLD_ENCODING, **options)


def _header(path: Path) -> Header:
    about = _library(path, metadataonly=True)[1]
    rows = about.number_rows
    return {
        "names": list(about.column_names),
        "labels": dict(about.column_names_to_labels),
        "rows": rows if rows and rows > 0 else None,
    }


def _chunk(path: Path, limit: int, done: int) -> Chunk:
    columns, about = _library(path, row_limit=limit, row_offset=done)
    return {
        "columns": dict(columns),
        "values": dict(about.variable_value_labels),
        "ranges": dict(about.missing_ranges),
        "letters": dict(about.missing_user_values),
    }


def main(path: Path, limit: int, cells: int) -> None:
    """Write the header and the chunks of `limit` rows at most, fewer when there are many variables."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    header = _header(path)
    pickle.dump(header, sys.stdout.buffer)
    limit, done = max(1, min(limit, cells // max(1, len(header["names"])))), 0
    while header["names"]:
        chunk = _chunk(path, limit, done)
        found = len(chunk["columns"][header["names"][0]])
        if found:
            pickle.dump(chunk, sys.stdout.buffer)
        done += found
        if found < limit:
            break
    pickle.dump(None, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    except Exception:  # a damaged file comes out of the library as anything
        sys.exit(1)
