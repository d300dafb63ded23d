"""Makes an installation again out of a backup: everything is verified and ready beside before anything is touched, and
what was there is set aside, never destroyed.
"""

import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from dashboard import authority
from dashboard.backup import archive
from dashboard.backup.archive import Manifest
from dashboard.backup.private_folder import private_folder
from dashboard.config import Settings
from dashboard.domain.access import Right
from dashboard.errors import BackupError, cause, free_bytes, is_full
from dashboard.loading.journal import tell
from dashboard.registry import refill
from dashboard.registry.audit import Act
from dashboard.registry.dump import Dump
from dashboard.store.following import require_publisher
from dashboard.wording.disk import make_room

FOLDERS = ("staging", "published", "reference")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place. `aside`: where what was there before is, empty when there was nothing."""

    manifest: Manifest
    aside: tuple[str, ...]


def restore(settings: Settings, source: Path, *, replace: bool = False) -> Restored:
    """Put a backup in place; the server is to be stopped. `replace`: an installation that is not empty is set aside.

    Raises BackupError (an archive that is not whole, is newer than the program, an installation that is not empty),
    RegistryError, AccessError: nothing was then changed.
    """
    authority.require(Right.ADMINISTER)
    require_publisher(settings)
    held = archive.read(source)
    if held.revision and not refill.is_known(held.revision):
        raise BackupError(
            f"La sauvegarde {source} vient d’une version plus récente de l’application ({held.program})\u00a0: "
            "mettre l’application à jour, puis recommencer."
        )
    if not replace and _is_used(settings):
        raise BackupError(
            f"L’installation {settings.home} n’est pas vide\u00a0: la remplacer avec --replace (ce qui s’y trouve est "
            "mis de côté), ou restaurer dans un autre dossier (BAROMETRE_HOME)."
        )
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d_%H%M%S_%f")
    with _disk(settings, held), _draft(settings) as draft, _alone(settings):
        if archive.read(source, _into(draft)) != held:
            raise BackupError(f"La sauvegarde {source} change pendant qu’elle est lue\u00a0: rien n’a été changé.")
        aside = _put_in_place(settings, draft, held, stamp)
    tell(settings, Act.RESTORED, "backup", 0, f"sauvegarde du {held.made_at}")
    return Restored(held, aside)


def _put_in_place(settings: Settings, draft: Path, held: Manifest, stamp: str) -> tuple[str, ...]:
    """The files, then the registry; all of it goes back when any of it is refused."""
    made = None
    if held.registry is not None:
        made = refill.refill(settings, draft / "registry", Dump(held.revision, held.registry), stamp)
    aside, moved = settings.home / f"avant-restauration-{stamp}", list[tuple[Path, Path]]()
    aside.mkdir(mode=0o700)
    try:
        for name in FOLDERS:
            for source, target in ((settings.home / name, aside / name), (draft / name, settings.home / name)):
                if source.exists():
                    source.rename(target)
                    moved.append((source, target))
        former = refill.put_in_place(settings, made, aside, stamp)
    except BaseException:
        for source, target in reversed(moved):
            target.rename(source)
        aside.rmdir()
        if made:
            refill.throw_away(settings, made)
        raise
    if not any(aside.iterdir()):
        aside.rmdir()
    return (*([str(aside)] if aside.exists() else []), *([former] if former.startswith("schéma") else []))


def _is_used(settings: Settings) -> bool:
    filled = any((settings.home / name).is_dir() and any((settings.home / name).iterdir()) for name in FOLDERS)
    return filled or refill.is_there(settings)


def _into(draft: Path) -> archive.Taker:
    """Write each file of an archive, whose names were checked, under `draft`."""

    def take(name: str, content: IO[bytes]) -> None:
        path = draft / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            shutil.copyfileobj(content, file, _BLOCK)
            file.flush()
            os.fsync(file.fileno())

    return take


def _draft(settings: Settings) -> AbstractContextManager[Path]:
    """A folder of the same disk: to put in place is to rename."""
    settings.home.mkdir(parents=True, exist_ok=True)
    return private_folder(settings.home / ".restauration")


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Neither a load nor a publication meanwhile. Raises BackupError when there is one."""
    held = []
    try:
        for folder in (settings.staging, settings.published):
            if folder.is_dir():
                held.append((folder / ".lock").open("w"))
                fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BackupError(
            "Un chargement ou une publication est en cours\u00a0: attendre sa fin, puis recommencer."
        ) from error
    finally:
        for file in held:
            file.close()


@contextmanager
def _disk(settings: Settings, held: Manifest) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        needed = sum(one.bytes for one in held.files.values())
        room = make_room(free_bytes(settings.home), needed)
        advice = room if is_full(error) else "vérifier le dossier et ses droits"
        raise BackupError(
            f"La sauvegarde ne peut pas être restaurée dans {settings.home} ({cause(error)})\u00a0: {advice}, "
            "puis recommencer."
        ) from error
