"""Writes a load into the staging area: whole, or not at all.

A load is written in `.tmp-<process>-…`, synchronised to the disk, then renamed to the next number while an exclusive
lock is held: two loaders never take the same number, and a crash leaves a temporary folder that the next load removes.
"""

import csv
import datetime as dt
import fcntl
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TextIO

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.domain.weighting import Weighting
from dashboard.errors import StoreError, cause, free_bytes, is_full
from dashboard.store.staging import (
    MANIFEST,
    MAPPING,
    REJECTS,
    LoadOrder,
    StagedLoad,
    StagedReject,
    folder_name,
    folders,
    same_content,
)
from dashboard.wording.disk import make_room

_TEMPORARY, _OWNER = ".tmp-", ".owner"
_ROWS = 200_000
"""Rows rewritten at a time."""
_FORMULA = re.compile(r"\s*[=+@-](?![0-9., ]*$)")
"""What a spreadsheet would execute; a negative number is left as it is."""


class Rejection(Protocol):
    """What staging keeps of a refused cell (dashboard.sources.raw.Reject has this shape)."""

    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def reason(self) -> str: ...


class StagingWriter:
    """Writes one load. Leaving the `with` block without `commit` removes everything that was written.

    Raises StoreError when the disk refuses.
    """

    def __init__(self, settings: Settings, order: LoadOrder) -> None:
        self._root, self._order = settings.staging, order
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._accepted: dict[str, int] = {}
        self._rejected = 0
        self.already: StagedLoad | None = None
        """The load of the same content that was staged while this one was written."""

    def disk(self) -> AbstractContextManager[None]:
        """What the disk refuses within is a StoreError. Rows take no more than the files that they come from."""
        return _disk(self._root, sum(file.bytes for file in self._order.files))

    @property
    def accepted(self) -> dict[str, int]:
        return dict(self._accepted)

    @property
    def rejected(self) -> int:
        return self._rejected

    @property
    def folder(self) -> Path:
        """The temporary folder, until the load is committed."""
        return self._folder

    def __enter__(self) -> Self:
        with self.disk():
            self._root.mkdir(parents=True, exist_ok=True)
            with _locked(self._root):
                _remove_abandoned(self._root)
                self._folder = self._root / f"{_TEMPORARY}{os.getpid()}-{uuid.uuid4().hex}"
                self._folder.mkdir()  # not mkdtemp: a load is as readable as the umask says
                self._owner = _own(self._folder)
            self._reject_file = (self._folder / REJECTS).open("w", encoding="utf-8", newline="")
            self._reject_csv = csv.writer(self._reject_file)
            self._reject_csv.writerow(StagedReject._fields)
        return self

    def write(self, tables: Mapping[str, pa.Table]) -> None:
        """Add rows to the tables of the load; empty tables are ignored."""
        with self.disk():
            for name, table in tables.items():
                if not table.num_rows:
                    continue
                if name not in self._writers:
                    path = self._folder / f"{name}.parquet"
                    self._writers[name] = pq.ParquetWriter(path, table.schema, compression="zstd")
                self._writers[name].write_table(table)
                self._accepted[name] = self._accepted.get(name, 0) + table.num_rows

    def adopt(self, name: str, rows: int) -> None:
        """Count a table that was written whole in `folder`, as `<name>.parquet`."""
        self._accepted[name] = self._accepted.get(name, 0) + rows

    def reject(self, rejects: Iterable[Rejection]) -> None:
        """Keep refused cells beside the rows, as text that a spreadsheet cannot execute."""
        with self.disk():
            for reject in rejects:
                self._reject_csv.writerow(reject_cells(reject))
                self._rejected += 1

    def keep_mapping(self, path: Path) -> None:
        """Keep the mapping beside the rows that it explains."""
        with self.disk():
            shutil.copyfile(path, self._folder / MAPPING)

    def close(self) -> None:
        """End every file. Nothing can be added any more; the rows can be read back from `folder`."""
        with self.disk():
            for writer in self._writers.values():
                writer.close()
            if not self._reject_file.closed:
                self._reject_file.close()

    def rewrite(self, name: str, change: Callable[[pa.Table], pa.Table]) -> None:
        """Replace the rows of a table once the files are ended: `change` is given some of them at a time."""
        path, other = self._folder / f"{name}.parquet", self._folder / f"{name}.rewritten"
        with (
            self.disk(),
            pq.ParquetFile(path) as source,
            pq.ParquetWriter(other, source.schema_arrow, compression="zstd") as writer,
        ):
            for batch in source.iter_batches(_ROWS):
                writer.write_table(change(pa.Table.from_batches([batch])))
        with self.disk():
            other.replace(path)

    def commit(self, weighting: Weighting | None = None) -> StagedLoad:
        """Make the load visible under the next number. Returns the earlier load when the same content was staged
        meanwhile (`already` is then set and nothing is added)."""
        self.close()
        with self.disk(), _locked(self._root):
            if same := same_content(self._root, self._order.digest):
                self.already = same
                shutil.rmtree(self._folder)
                return same
            number = max((int(path.name) for path in folders(self._root)), default=0) + 1
            folder = self._root / folder_name(number)
            load = self._manifest(folder, weighting)
            (self._folder / MANIFEST).write_text(_as_json(load), encoding="utf-8")
            (self._folder / _OWNER).unlink()
            for path in (*self._folder.iterdir(), self._folder):
                _synchronise(path)
            self._folder.rename(folder)
            _synchronise(self._root)
        return load

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._owner.close()
        if not self._folder.exists():
            return
        with suppress(StoreError, OSError):  # the disk may refuse even the end of a file: what matters is to remove it
            self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _manifest(self, folder: Path, weighting: Weighting | None) -> StagedLoad:
        order = self._order
        return StagedLoad(
            id=folder.name,
            kind=order.kind,
            digest=order.digest,
            files=order.files,
            mapping=order.mapping,
            mapping_digest=order.mapping_digest,
            created_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            accepted=dict(sorted(self._accepted.items())),
            rejected=self._rejected,
            strict=order.strict,
            note=order.note,
            demo=order.demo,
            folder=folder,
            weighting=weighting,
        )


def reject_cells(reject: Rejection) -> list[str]:
    """The cells of a reject as a spreadsheet may open them: no text can be taken for a formula (CWE-1236)."""
    cells = [reject.file, str(reject.line or ""), reject.column, reject.value, reject.reason]
    return [f"'{cell}" if _FORMULA.match(cell) else cell for cell in cells]


def _as_json(load: StagedLoad) -> str:
    content = {key: value for key, value in asdict(load).items() if key not in {"id", "folder"}}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _own(folder: Path) -> TextIO:
    """Hold the folder for as long as this process lives: the system releases the lock of a dead one."""
    file = (folder / _OWNER).open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _remove_abandoned(root: Path) -> None:
    """Remove the temporary folders that nobody holds; those of living loaders stay. To be called under the lock."""
    for folder in root.glob(f"{_TEMPORARY}*"):
        with (folder / _OWNER).open("w") as file, suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    with (root / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _disk(root: Path, needed: int = 0) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        advice = make_room(free_bytes(root), needed) if is_full(error) else "vérifier les droits et le disque"
        raise StoreError(
            f"Le chargement ne peut pas être écrit dans {root} ({cause(error)}) : {advice}, puis recommencer."
        ) from error
