"""What a publication computes once and finds again: files named after all that they depend on.

All of it can be removed: the next publication makes it again. One publication at a time writes here (its lock).
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.store.version import synchronise

_TABLE = "table.parquet"


def signature(*parts: object) -> str:
    """What tells these values from any others, sixteen characters."""
    content = hashlib.sha256()
    for part in parts:
        content.update(part if isinstance(part, bytes) else str(part).encode())
        content.update(b"\0")
    return content.hexdigest()[:16]


def computed(folder: Path, make: Callable[[Path], None]) -> Path:
    """`folder`, filled by `make` when it is not there: beside it, then renamed, so that it is whole or absent."""
    if not folder.exists():
        beside = folder.with_name(f".{folder.name}")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        make(beside)
        for path in (*beside.iterdir(), beside):
            synchronise(path)
        os.replace(beside, folder)
    return folder


def computed_table(folder: Path, make: Callable[[], pa.Table]) -> pa.Table:
    """The table that `make` gives, kept in `folder`; made again when what is there cannot be read."""

    def write(beside: Path) -> None:
        pq.write_table(make(), beside / _TABLE, compression="zstd")

    try:
        return pq.read_table(computed(folder, write) / _TABLE)
    except (pa.ArrowException, FileNotFoundError):
        shutil.rmtree(folder, ignore_errors=True)
        return pq.read_table(computed(folder, write) / _TABLE)


def sweep(root: Path, kept: Iterable[Path]) -> None:
    """Remove the folders of `root` that nothing asks for any more."""
    asked = set(kept)
    if root.is_dir():
        for folder in root.iterdir():
            if folder not in asked:
                shutil.rmtree(folder, ignore_errors=True)
