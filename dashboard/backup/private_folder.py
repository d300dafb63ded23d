"""A folder to work in: what is written there holds personal data, and the keys of the installation."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def private_folder(path: Path) -> Iterator[Path]:
    """That only we read, emptied first of what an act that was killed left there, and removed at the end."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
