"""Makes a backup, while the application runs: the registry as it is at one moment, the data that are served and those
before, the loads that they come from, and the reference data of the installation.
"""

import datetime as dt
import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dashboard import authority
from dashboard.backup import archive
from dashboard.backup.archive import FORMAT, Manifest, Writer
from dashboard.backup.private_folder import private_folder
from dashboard.config import PROGRAM, Settings
from dashboard.domain.access import Right
from dashboard.errors import BackupError, cause, free_bytes, is_full
from dashboard.loading.journal import tell
from dashboard.registry import database
from dashboard.registry.audit import Act
from dashboard.registry.dump import dump
from dashboard.store import staging
from dashboard.store.checks import sha256_of
from dashboard.store.following import require_publisher
from dashboard.store.version import POINTER, Version, readable, served_number
from dashboard.wording.disk import make_room

KEPT = 2
"""Versions of the data in a backup: the one that is served and the one before, so that it can be undone."""
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written and read again: its size, its digest, and what it says of itself."""

    path: Path
    bytes: int
    sha256: str
    manifest: Manifest


def backup(settings: Settings, out: Path) -> Made:
    """Write the archive `out`, which does not exist yet, readable by its owner alone; then read it again from end to
    end. Raises BackupError when there is nothing to keep or the disk refuses; RegistryError; AccessError."""
    authority.require(Right.ADMINISTER)
    require_publisher(settings)
    out = out.absolute()
    if out.exists():
        raise BackupError(f"«\u00a0{out}\u00a0» existe déjà\u00a0: choisir un autre nom avec --out.")
    draft = out.with_name(f".{out.name}.tmp")
    try:
        with _disk(settings, out), ExitStack() as last:
            with open(draft, "ab", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
                _hold(file, out)
                last.callback(lambda: draft.unlink(missing_ok=True))
                file.truncate(0)
                manifest = _write(settings, file, draft)
                file.flush()
                os.fsync(file.fileno())
            if archive.read(draft) != manifest:
                raise BackupError("La sauvegarde relue n’est pas celle qui a été écrite\u00a0: vérifier le disque.")
            made = Made(out, draft.stat().st_size, sha256_of(draft), manifest)
            os.link(draft, out)  # never over a file that appeared meanwhile
    except FileExistsError as error:
        raise BackupError(f"«\u00a0{out}\u00a0» existe déjà\u00a0: choisir un autre nom avec --out.") from error
    tell(settings, Act.BACKED_UP, "backup", 0, made.sha256)
    return made


def _write(settings: Settings, file: IO[bytes], draft: Path) -> Manifest:
    with ExitStack() as opened, archive.written(file) as writer:
        versions = _opened_versions(settings, opened)
        with private_folder(draft.with_suffix(".registry")) as folder:
            held = dump(settings, folder) if database.exists(settings) else None
            for path in sorted(folder.iterdir()):
                _add(writer, f"registry/{path.name}", path)
        for name, source in versions.items():
            writer.add(f"published/{name}", source, os.fstat(source.fileno()).st_size)
        loads = staging.folders(settings.staging)
        for load in loads:
            for path in sorted(load.iterdir()):
                _add(writer, f"staging/{load.name}/{path.name}", path)
        reference = settings.home / "reference"
        for path in sorted(path for path in reference.rglob("*") if path.is_file()):
            _add(writer, f"reference/{path.relative_to(reference).as_posix()}", path)
        if not writer.files:
            raise BackupError("Il n’y a rien à sauvegarder\u00a0: aucun chargement, aucune version, aucun registre.")
        manifest = Manifest(
            format=FORMAT,
            program=PROGRAM,
            made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            revision=held.revision if held else "",
            registry=held.rows if held else None,
            version=served_number(settings) if versions else None,
            loads=len(loads),
            files=writer.files,
        )
        writer.end(manifest)
        return manifest


def _hold(file: IO[bytes], out: Path) -> None:
    """Raises BackupError when another process writes the same backup; one that was killed holds it no more."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BackupError(
            f"Une sauvegarde est déjà en cours vers «\u00a0{out}\u00a0»\u00a0: attendre sa fin."
        ) from error


def _opened_versions(settings: Settings, opened: ExitStack) -> dict[str, IO[bytes]]:
    """The files of the version that is served and of the one before, with the pointer, all open: a publication that
    removes one afterwards takes nothing away from us. Raises BackupError when they change too fast."""
    for _ in range(_TRIES):
        number = served_number(settings)
        if number is None:
            return {}
        kept = [one for one in readable(settings) if one.number <= number][-KEPT:]
        with ExitStack() as attempt:
            try:
                files: dict[str, IO[bytes]] = {
                    name: attempt.enter_context(path.open("rb")) for name, path in _files(settings, kept)
                }
            except FileNotFoundError:
                continue
            if served_number(settings) == number:
                opened.push(attempt.pop_all())
                return files
    raise BackupError("Les données publiées changent pendant la sauvegarde\u00a0: recommencer.")


def _files(settings: Settings, kept: list[Version]) -> Iterator[tuple[str, Path]]:
    yield POINTER, settings.published / POINTER
    for version in kept:
        yield version.path.with_suffix(".json").name, version.path.with_suffix(".json")
        yield version.file, version.path


def _add(writer: Writer, name: str, path: Path) -> None:
    with path.open("rb") as source:
        writer.add(name, source, os.fstat(source.fileno()).st_size)


@contextmanager
def _disk(settings: Settings, out: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        held = sum(path.stat().st_size for path in settings.published.glob("data-*.duckdb"))
        advice = make_room(free_bytes(out.parent), held) if is_full(error) else "vérifier le dossier et ses droits"
        raise BackupError(
            f"La sauvegarde {out} ne peut pas être écrite ({cause(error)})\u00a0: {advice}, puis recommencer."
        ) from error
