"""The file of a backup: a compressed tar of plain files, the last of which says what all the others must be.

Nothing in it is trusted: names are those that a backup of ours has, every byte is compared with its digest, and what
the archive holds is read in a stream, whatever its size.
"""

import gzip
import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from dashboard.errors import BackupError, cause

Taker = Callable[[str, IO[bytes]], None]
"""Given the name of a file and its content."""
FORMAT = 1
MANIFEST = "manifest.json"
_BLOCK = 1 << 20
_NAME = re.compile(r"(?:registry|published|staging/[0-9]{4,}|reference(?:/[\w -]+)*)/[\w. -]*[\w-]")
_LONGEST_MANIFEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the archive: its bytes and their SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `registry`: rows by table, None when there was no registry; `revision`: the step of
    its schema; `version`: the number of the data that were served, None before the first publication."""

    format: int
    program: str
    made_at: str
    revision: str
    registry: dict[str, int] | None
    version: int | None
    loads: int
    files: dict[str, Held]


class Writer:
    """Adds files to an archive that is being written."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.files: dict[str, Held] = {}

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Copy `size` bytes of `source`, read once. Raises BackupError when it ends before."""
        counted = _Counted(source)
        described = tarfile.TarInfo(name)
        described.size, described.mode = size, 0o600
        try:
            self._archive.addfile(described, counted)
        except OSError as error:
            if counted.bytes == size:
                raise
            raise BackupError(f"«\u00a0{name}\u00a0» a changé pendant la sauvegarde\u00a0: recommencer.") from error
        self.files[name] = Held(size, counted.digest.hexdigest())

    def end(self, manifest: Manifest) -> None:
        """Add the manifest, the last file."""
        content = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        described = tarfile.TarInfo(MANIFEST)
        described.size, described.mode = len(content), 0o600
        self._archive.addfile(described, io.BytesIO(content))


@contextmanager
def written(file: IO[bytes]) -> Iterator[Writer]:
    """An archive that is written to `file`."""
    with tarfile.open(fileobj=file, mode="w:gz", compresslevel=5, format=tarfile.PAX_FORMAT) as archive:
        yield Writer(archive)


def read(path: Path, take: Taker | None = None) -> Manifest:
    """The manifest of an archive, once every file was compared with it; `take` is given each file, to be read to its
    end. Raises BackupError when anything is missing, altered, or is not what a backup holds."""
    found: dict[str, Held] = {}
    manifest: Manifest | None = None
    try:
        with gzip.open(path) as unpacked, tarfile.open(fileobj=unpacked, mode="r|") as archive:
            for member in archive:
                if manifest is not None:
                    raise _refusal(path, "quelque chose suit son manifeste")
                content = archive.extractfile(member) if member.isreg() else None
                if content is None:
                    raise _refusal(path, f"«\u00a0{member.name}\u00a0» n’est pas un fichier")
                if member.name == MANIFEST:
                    manifest = _manifest(path, content, member.size)
                    continue
                if not _NAME.fullmatch(member.name) or member.name in found:
                    raise _refusal(path, f"«\u00a0{member.name}\u00a0» n’y a pas sa place")
                found[member.name] = _taken(member.name, content, take)
            while unpacked.read(_BLOCK):  # to its very end, where its sum is
                pass
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _refusal(path, "elle est tronquée ou n’est pas une sauvegarde") from error
    except OSError as error:
        raise BackupError(
            f"La sauvegarde {path} ne peut pas être lue ou dépliée ({cause(error)})\u00a0: rien n’a été changé."
        ) from error
    if manifest is None:
        raise _refusal(path, "sa fin manque")
    if manifest.files != found:
        [first, *_] = sorted(name for name in {*found, *manifest.files} if found.get(name) != manifest.files.get(name))
        raise _refusal(path, f"«\u00a0{first}\u00a0» n’est pas ce qui a été sauvegardé")
    return manifest


class _Counted:
    """What is read of a file, its digest and its length."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self.digest, self.bytes = source, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """As the file gives them."""
        block = self._source.read(size)
        self.digest.update(block)
        self.bytes += len(block)
        return block


def _taken(name: str, content: IO[bytes], take: Taker | None) -> Held:
    counted = _Counted(content)
    if take:
        take(name, counted)  # type: ignore[arg-type]  # it only reads
    while counted.read(_BLOCK):
        pass
    return Held(counted.bytes, counted.digest.hexdigest())


def _manifest(path: Path, content: IO[bytes], size: int) -> Manifest:
    if size > _LONGEST_MANIFEST:
        raise _refusal(path, "son manifeste est trop long")
    try:
        said: dict[str, Any] = json.loads(content.read())
        if int(said["format"]) > FORMAT:
            raise BackupError(
                f"La sauvegarde {path} vient d’une version plus récente de l’application "
                f"({said.get('program')})\u00a0: mettre l’application à jour, puis recommencer."
            )
        files = {name: Held(int(one["bytes"]), str(one["sha256"])) for name, one in said.pop("files").items()}
        return Manifest(**said, files=files)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _refusal(path, "son manifeste est illisible") from error


def _refusal(path: Path, why: str) -> BackupError:
    return BackupError(
        f"La sauvegarde {path} est incomplète ou altérée ({why})\u00a0: rien n’a été changé, en prendre une autre."
    )
