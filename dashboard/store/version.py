"""The published versions of an installation: numbered data files, their descriptions, and a pointer to the one served.

published/data-000007.duckdb   the data, never modified
published/data-000007.json     its description (number, size, digest…)
published/CURRENT              the description of the version that is served
"""

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from dashboard.catalog.review_vocabulary_file import review_vocabulary
from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.engine import STEPS
from dashboard.errors import StoreError
from dashboard.store.review_index import METHOD as INDEX_METHOD
from dashboard.suppression.closed_months import METHOD

POINTER = "CURRENT"
REMEDY = (
    "lancer «\u00a0python -m dashboard publish\u00a0», qui reconstruit les données, "
    "ou «\u00a0python -m dashboard undo\u00a0», qui sert la dernière version intacte"
)
_COPIED_AGAIN = (
    "le serveur en refait de lui-même une copie en quelques secondes s’il fonctionne\u00a0; sinon, le démarrer, ou "
    "lancer «\u00a0python -m dashboard doctor\u00a0»"
)


@dataclass(frozen=True, slots=True)
class Version:
    """One published data file. `digest` identifies what it was built from, `sha256` its bytes."""

    number: int
    file: str
    sha256: str
    bytes: int
    built_at: dt.datetime
    """UTC."""
    digest: str
    loads: tuple[int, ...]
    folder: Path
    build: str = ""
    """Signature of the SQL that built it: another one means other tables, hence another version of the program."""
    is_new: bool = False
    """True when the call that returned it created it; False when nothing had changed, or when it was only read."""

    @property
    def path(self) -> Path:
        return self.folder / self.file


def remedy(settings: Settings) -> str:
    """What to do when the published data are damaged: publish again, but on a server that copies them."""
    return _COPIED_AGAIN if settings.published_from else REMEDY


def current(settings: Settings) -> Version | None:
    """The version that is served, None before the first publication or its copy. Raises StoreError when the pointer or
    the file it names is missing or damaged, or was built by another version of the program."""
    folder, advice = settings.published, remedy(settings)
    pointer = folder / POINTER
    if not pointer.exists():
        if any(folder.glob("data-*.json")) and not settings.published_from:
            raise StoreError(f"Le fichier qui désigne la version servie est absent ({pointer})\u00a0: {advice}.")
        return None
    version = _read(pointer, advice)
    if not version.path.exists():
        raise StoreError(f"Le fichier de données {version.path} est absent\u00a0: {advice}.")
    if version.path.stat().st_size != version.bytes:
        raise StoreError(f"Le fichier de données {version.path} est endommagé (taille inattendue)\u00a0: {advice}.")
    require_same_build(settings, version)
    return version


def served_number(settings: Settings) -> int | None:
    """The number that the pointer names, whatever its file is worth; None when no pointer can be read."""
    version = pointed(settings)
    return version.number if version else None


def pointed(settings: Settings) -> Version | None:
    """What the pointer names, whatever its file is worth; None when no pointer can be read."""
    try:
        return _read(settings.published / POINTER)
    except StoreError:
        return None


def require_same_build(settings: Settings, version: Version) -> None:
    """Raises StoreError when the tables of the file are not those that this program reads, with these settings."""
    if version.build != build_signature(settings.masked_below):
        where = ", sur le serveur qui publie, à la même version du programme" if settings.published_from else ""
        raise StoreError(
            f"La version {version.number} a été construite par une autre version du programme, ou avec un autre seuil "
            f"de secret statistique\u00a0: lancer «\u00a0python -m dashboard publish\u00a0»{where}."
        )


@cache
def build_signature(masked_below: int) -> str:
    """What identifies the tables of a published file: the SQL of the build, in its order, what is withheld, how words
    are indexed, and the vocabulary: the file knows a theme by its place there."""
    content = hashlib.sha256(f"{masked_below} {METHOD} {INDEX_METHOD} {review_vocabulary()}".encode())
    built = [step.query for step in STEPS]
    for name in (*built, *query_file.names("protect"), *query_file.names("index")):
        content.update(query_file.load(name).sql.encode())
    return content.hexdigest()[:16]


def versions(settings: Settings) -> list[Version]:
    """The versions that are kept, oldest first."""
    return _kept(sorted(settings.published.glob("data-*.json")))


def readable(settings: Settings) -> list[Version]:
    """The versions that are kept and whose description can be read, oldest first."""
    return readable_in(settings.published)


def readable_in(folder: Path) -> list[Version]:
    """The same for the folder of another server. Raises OSError."""
    damaged = _unreadable_in(folder)
    return _kept(path for path in folder.glob("data-*.json") if path not in damaged)


def _kept(descriptions: Iterable[Path]) -> list[Version]:
    """Those whose data are there too, oldest first."""
    described = (_read(path) for path in descriptions)
    return sorted((version for version in described if version.path.exists()), key=lambda version: version.number)


def unreadable(settings: Settings) -> list[Path]:
    """The descriptions that nobody can read any more: a publication removes them."""
    return _unreadable_in(settings.published)


def _unreadable_in(folder: Path) -> list[Path]:
    found = []
    for path in sorted(folder.glob("data-*.json")):
        try:
            _read(path)
        except StoreError:
            found.append(path)
    return found


def point_to(settings: Settings, version: Version) -> Version:
    """Make `version` the one that is served, atomically: a crash leaves the former pointer or the new one."""
    write(settings.published / POINTER, version)
    return version


def adopt(version: Version, temporary: Path) -> Version:
    """Give a whole file its name, once the disk holds it, then its description. Returns `version`."""
    synchronise(temporary)
    os.replace(temporary, version.path)
    synchronise(version.folder)
    write(version.path.with_suffix(".json"), version)
    return version


def remove(version: Version) -> None:
    """The description first: a file without one is no version, and the next publication removes it."""
    version.path.with_suffix(".json").unlink(missing_ok=True)
    version.path.unlink(missing_ok=True)


def write(path: Path, version: Version) -> None:
    """Write a description so that a reader sees it whole or not at all, even after a power cut."""
    content = {key: value for key, value in asdict(version).items() if key not in {"folder", "is_new"}}
    content["built_at"] = version.built_at.isoformat(timespec="seconds")
    content["version"] = content.pop("number")
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    synchronise(path.parent)


def synchronise(path: Path) -> None:
    """Wait until the disk holds the file or folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path, advice: str = REMEDY) -> Version:
    try:
        return described(path.read_text(encoding="utf-8"), path.parent)
    except (OSError, ValueError) as error:
        raise StoreError(f"La description des données publiées est illisible ({path})\u00a0: {advice}.") from error


def described(text: str, folder: Path) -> Version:
    """The version of `folder` that a description tells of. Raises ValueError when it is not one."""
    try:
        content = json.loads(text)
        return Version(
            number=int(content["version"]),
            file=Path(content["file"]).name,
            sha256=str(content["sha256"]),
            bytes=int(content["bytes"]),
            built_at=dt.datetime.fromisoformat(content["built_at"]),
            digest=str(content["digest"]),
            loads=tuple(int(load) for load in content["loads"]),
            folder=folder,
            build=str(content.get("build", "")),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not the description of a version") from error
