"""The staging area: one immutable folder a load, whole or absent.

A load is written in `.tmp-<process>-…`, synchronised to the disk, then renamed to the next number while an exclusive
lock is held: two loaders never take the same number, and a crash leaves a temporary folder that the next load removes.
"""

import csv
import datetime as dt
import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.errors import StoreError

MANIFEST, REJECTS = "manifest.json", "rejects.csv"
REJECT_COLUMNS = ("file", "line", "column", "value", "reason")
_TEMPORARY = ".tmp-"


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


@dataclass(frozen=True, slots=True)
class StagedFile:
    """One file of a load: the name a person knows, and the digest of its content."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class LoadOrder:
    """What is about to be staged: where the rows come from and under which rules they were read."""

    kind: str
    files: tuple[StagedFile, ...]
    mapping: str = ""
    mapping_digest: str = ""
    strict: bool = False
    note: str = ""

    @property
    def digest(self) -> str:
        """The identity of the content: kind, files (not their names) and mapping."""
        parts = [self.kind, self.mapping_digest, *sorted(file.sha256 for file in self.files)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StagedLoad:
    """The manifest of a load. `accepted` counts rows by table; `created_at` is UTC, ISO 8601."""

    id: str
    kind: str
    digest: str
    files: tuple[StagedFile, ...]
    mapping: str
    mapping_digest: str
    created_at: str
    accepted: Mapping[str, int]
    rejected: int
    strict: bool
    note: str
    folder: Path = field(compare=False)

    def table(self, name: str) -> Path | None:
        """The Parquet file of a canonical table, None when the load has no row of it."""
        path = self.folder / f"{name}.parquet"
        return path if path.exists() else None


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
        with _disk(self._root):
            self._root.mkdir(parents=True, exist_ok=True)
            _remove_abandoned(self._root)
            self._folder = Path(tempfile.mkdtemp(prefix=f"{_TEMPORARY}{os.getpid()}-", dir=self._root))
            self._reject_file = (self._folder / REJECTS).open("w", encoding="utf-8", newline="")
            self._reject_csv = csv.writer(self._reject_file)
            self._reject_csv.writerow(REJECT_COLUMNS)
        return self

    def write(self, tables: Mapping[str, pa.Table]) -> None:
        """Add rows to the tables of the load; empty tables are ignored."""
        with _disk(self._root):
            for name, table in tables.items():
                if not table.num_rows:
                    continue
                if name not in self._writers:
                    path = self._folder / f"{name}.parquet"
                    self._writers[name] = pq.ParquetWriter(path, table.schema, compression="zstd")
                self._writers[name].write_table(table)
                self._accepted[name] = self._accepted.get(name, 0) + table.num_rows

    def reject(self, rejects: Iterable[Rejection]) -> None:
        """Keep refused cells beside the rows, as text that a spreadsheet cannot execute."""
        with _disk(self._root):
            for reject in rejects:
                self._reject_csv.writerow(reject_cells(reject))
                self._rejected += 1

    def close(self) -> None:
        """End every file. Nothing can be added any more; the rows can be read back from `folder`."""
        with _disk(self._root):
            for writer in self._writers.values():
                writer.close()
            if not self._reject_file.closed:
                self._reject_file.close()

    def commit(self) -> StagedLoad:
        """Make the load visible under the next number. Returns the earlier load when the same content was staged
        meanwhile (`already` is then set and nothing is added)."""
        self.close()
        with _disk(self._root), _locked(self._root):
            if same := _same(self._root, self._order.digest):
                self.already = same
                shutil.rmtree(self._folder)
                return same
            number = max((int(path.name) for path in _folders(self._root)), default=0) + 1
            folder = self._root / f"{number:04d}"
            load = self._manifest(folder)
            (self._folder / MANIFEST).write_text(_as_json(load), encoding="utf-8")
            for path in (*self._folder.iterdir(), self._folder):
                _synchronise(path)
            self._folder.rename(folder)
            _synchronise(self._root)
        return load

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if not self._folder.exists():
            return
        try:
            self.close()
        except (StoreError, OSError):
            pass  # the disk refuses even the end of the file: what matters is to remove it
        shutil.rmtree(self._folder, ignore_errors=True)

    def _manifest(self, folder: Path) -> StagedLoad:
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
            folder=folder,
        )


def loads(settings: Settings) -> tuple[StagedLoad, ...]:
    """Every load, oldest first. Raises StoreError when a manifest cannot be read."""
    return tuple(_load(folder) for folder in _folders(settings.staging))


def find_same(settings: Settings, digest: str) -> StagedLoad | None:
    """The load that holds this content already, if any."""
    return _same(settings.staging, digest)


def rejects(settings: Settings, load_id: str) -> Iterator[dict[str, str]]:
    """The refused cells of a load: file, line, column, value, reason. Raises StoreError when the load is unknown."""
    path = settings.staging / load_id / REJECTS
    if not load_id.isdigit() or not path.exists():
        raise StoreError(f"Le chargement « {load_id} » n’existe pas : consulter la liste des chargements.")
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def known_sites(settings: Settings) -> dict[str, str]:
    """The label of every staged site by code (the last load wins)."""
    sites: dict[str, str] = {}
    for table in _tables(settings, "sites", ["code", "label"]):
        sites.update(zip(table["code"].to_pylist(), table["label"].to_pylist(), strict=True))
    return sites


def staged_indicators(settings: Settings) -> list[dict[str, str | None]]:
    """The indicators that loads describe (rows of canonical.INDICATORS without their origin), the last one wins."""
    columns = ["code", "service", "label", "technical_label", "nature", "unit", "method"]
    rows: dict[str, dict[str, str | None]] = {}
    for table in _tables(settings, "indicators", columns):
        rows.update((row["code"], row) for row in table.to_pylist())
    return list(rows.values())


def reject_cells(reject: Rejection) -> list[str]:
    """The cells of a reject as a spreadsheet may open them: no text can be taken for a formula (CWE-1236)."""
    cells = [reject.file, str(reject.line or ""), reject.column, reject.value, reject.reason]
    return [f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) else cell for cell in cells]


def digest_of(path: Path, name: str) -> StagedFile:
    """The file as a load remembers it, read by blocks."""
    with path.open("rb") as file:
        return StagedFile(name, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def _tables(settings: Settings, name: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    for load in loads(settings):
        if path := load.table(name):
            yield pq.read_table(path, columns=list(columns))


def _folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted((path for path in root.iterdir() if path.name.isdigit()), key=lambda path: int(path.name))


def _same(root: Path, digest: str) -> StagedLoad | None:
    return next((load for load in map(_load, _folders(root)) if load.digest == digest), None)


def _load(folder: Path) -> StagedLoad:
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = tuple(StagedFile(**file) for file in content.pop("files"))
        return StagedLoad(**content, files=files, id=folder.name, folder=folder)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"Le manifeste du chargement {folder.name} est illisible ({folder / MANIFEST}) : "
            "restaurer le dossier depuis une sauvegarde, ou le retirer."
        ) from error


def _as_json(load: StagedLoad) -> str:
    content = {key: value for key, value in asdict(load).items() if key not in {"id", "folder"}}
    return json.dumps(content, ensure_ascii=False, indent=2)


def _remove_abandoned(root: Path) -> None:
    """Remove the temporary folders whose process is dead; those of living loaders stay."""
    for folder in root.glob(f"{_TEMPORARY}*"):
        owner = folder.name.removeprefix(_TEMPORARY).split("-")[0]
        if not owner.isdigit() or not _alive(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


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
def _disk(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        reason = "le disque est plein" if full else (error.strerror or str(error))
        advice = "libérer de la place" if full else "vérifier les droits et le disque"
        raise StoreError(f"Le chargement ne peut pas être écrit dans {root} ({reason}) : {advice}, puis recommencer.") from error
