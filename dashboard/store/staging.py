"""The staging area: one immutable folder a load, whole or absent (written by dashboard.store.staging_writer)."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.domain.succession import Succession, SuccessionKind
from dashboard.domain.weighting import Weighting, weighting_of
from dashboard.errors import StoreError

MANIFEST, REJECTS, MAPPING = "manifest.json", "rejects.csv", "mapping.toml"


class StagedReject(NamedTuple):
    """A refused cell as a load keeps it (see dashboard.sources.raw.Reject); line 0: the whole file."""

    file: str
    line: int
    column: str
    value: str
    reason: str


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
    demo: bool = False
    margins: StagedFile | None = None

    @property
    def digest(self) -> str:
        """The identity of the content: kind, files (not their names), mapping and margins."""
        parts = [self.kind, self.mapping_digest, *sorted(file.sha256 for file in self.files)]
        if self.margins:
            parts.append(f"margins {self.margins.sha256}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StagedLoad:
    """The manifest of a load. `accepted` counts rows by table; `created_at` is UTC, ISO 8601. `demo`: invented data.

    `weighting`: how its answers were weighted by a file of margins, if they were.
    """

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
    demo: bool
    folder: Path = field(compare=False)
    weighting: Weighting | None = None

    @property
    def mapping_file(self) -> Path | None:
        """The mapping under which the files were read, None when there was none or the load is of an older version."""
        path = self.folder / MAPPING
        return path if path.exists() else None

    def table(self, name: str) -> Path | None:
        """The Parquet file of a canonical table, None when the load has no row of it."""
        path = self.folder / f"{name}.parquet"
        return path if path.exists() else None


def loads(settings: Settings) -> tuple[StagedLoad, ...]:
    """Every load, oldest first. Raises StoreError when a manifest cannot be read."""
    return tuple(_load(folder) for folder in folders(settings.staging))


def numbered(settings: Settings, load_id: int) -> StagedLoad | None:
    """The load of that number; None when it is not there. Raises StoreError when its manifest cannot be read."""
    folder = settings.staging / folder_name(load_id)
    return _load(folder) if folder.is_dir() else None


def find_same(settings: Settings, digest: str) -> StagedLoad | None:
    """The load that holds this content already, if any."""
    return same_content(settings.staging, digest)


def rejects(settings: Settings, load_id: str) -> Iterator[StagedReject]:
    """The refused cells of a load. Raises StoreError when the load is unknown."""
    path = settings.staging / load_id / REJECTS
    if not load_id.isdigit() or not path.exists():
        raise StoreError(f"Le chargement « {load_id} » n’existe pas : consulter la liste des chargements.")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield StagedReject(row["file"], int(row["line"] or 0), row["column"], row["value"], row["reason"])


def known_sites(settings: Settings) -> dict[str, str]:
    """The label of every staged site by code (the last load wins)."""
    sites: dict[str, str] = {}
    for table in _tables(settings, "sites", ["code", "label"]):
        sites.update(zip(table["code"].to_pylist(), table["label"].to_pylist(), strict=True))
    return sites


def known_services(settings: Settings) -> dict[str, str]:
    """The label of every service that holds a staged site, by code (the last load wins)."""
    services: dict[str, str] = {}
    for table in _tables(settings, "sites", ["service", "service_label"]):
        services.update(zip(table["service"].to_pylist(), table["service_label"].to_pylist(), strict=True))
    return {code: label or code for code, label in services.items() if code}


def site_attributes(settings: Settings) -> dict[str, dict[str, str | None]]:
    """What the register says of every staged site, by code (rows of canonical.SITES, the last load wins)."""
    columns = ["code", "label", "service", "service_label", "site_type", "site_type_label", "region", "department"]
    return {row["code"]: row for table in _tables(settings, "sites", columns) for row in table.to_pylist()}


def staged_indicators(settings: Settings) -> list[dict[str, str | None]]:
    """The indicators that loads describe (rows of canonical.INDICATORS without their origin), the last one wins."""
    columns = ["code", "service", "label", "technical_label", "nature", "unit", "method"]
    rows: dict[str, dict[str, str | None]] = {}
    for table in _tables(settings, "indicators", columns):
        rows.update((row["code"], row) for row in table.to_pylist())
    return list(rows.values())


def successions(loads: Sequence[StagedLoad]) -> tuple[Succession, ...]:
    """What became of the sites; a later load replaces all that an earlier one says of a former site."""
    found: dict[str, list[Succession]] = {}
    for load in loads:
        if path := load.table("successions"):
            rows = pq.read_table(path, columns=["former", "successor", "month", "kind"]).to_pylist()
            found |= {row["former"]: [] for row in rows}
            for row in rows:
                kind = SuccessionKind(row["kind"])
                found[row["former"]].append(Succession(row["former"], row["successor"], row["month"], kind))
    return tuple(one for rows in found.values() for one in rows)


def digest_of(path: Path, name: str) -> StagedFile:
    """The file as a load remembers it, read by blocks."""
    with path.open("rb") as file:
        return StagedFile(name, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def _tables(settings: Settings, name: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    for load in loads(settings):
        if path := load.table(name):
            yield pq.read_table(path, columns=list(columns))


def folder_name(number: int) -> str:
    """That of a load: `0001`."""
    return f"{number:04d}"


def folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return sorted((path for path in root.iterdir() if path.name.isdigit()), key=lambda path: int(path.name))


def same_content(root: Path, digest: str) -> StagedLoad | None:
    return next((load for load in map(_load, folders(root)) if load.digest == digest), None)


def _load(folder: Path) -> StagedLoad:
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = tuple(StagedFile(**file) for file in content.pop("files"))
        weighting = content.pop("weighting", None)
        weighted = weighting_of(weighting) if weighting else None
        return StagedLoad(**content, files=files, id=folder.name, folder=folder, weighting=weighted)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"Le manifeste du chargement {folder.name} est illisible ({folder / MANIFEST}) : "
            "restaurer le dossier depuis une sauvegarde, ou le retirer."
        ) from error
