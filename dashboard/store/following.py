"""Follows the versions that another server publishes: each one is copied from a shared folder to the disk of this one.

The folder is as `published/` is (`store.version`). At every moment the pointer that is here names a whole, verified
file of this disk: whatever becomes of the folder, or of a copy, what is served stays served (docs/decisions/0040).
"""

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dashboard.config import Settings
from dashboard.errors import FollowingError, StoreError, cause, free_bytes, is_full
from dashboard.store.checks import known_intact
from dashboard.store.public_version import public_among, public_version
from dashboard.store.publish import alone, prune, sweep
from dashboard.store.version import (
    POINTER,
    Version,
    adopt,
    build_signature,
    current,
    described,
    point_to,
    pointed,
    readable,
    readable_in,
    remove,
)
from dashboard.wording.disk import make_room

BLOCK = 4 << 20
SPARE = 50_000_000
"""Bytes that a copy leaves free: the server writes elsewhere on this disk."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the folder came to. `named`: the version that its pointer names; `copied`: those that were
    copied, the last one served; `is_settled`: False when another process of this machine is copying."""

    named: int
    copied: tuple[Version, ...] = ()
    is_settled: bool = True


def require_publisher(settings: Settings) -> None:
    """Raises StoreError on a server that copies what another one publishes: its data are changed there."""
    if settings.published_from:
        raise StoreError(elsewhere(settings.published_from))


def elsewhere(folder: Path) -> str:
    """Where data are loaded and published, for a person who asks for it here."""
    return (
        f"Ce serveur copie les versions publiées dans {folder} (BAROMETRE_PUBLISHED_FROM)\u00a0: charger, publier, "
        "revenir en arrière, sauvegarder et restaurer se font sur le serveur qui publie dans ce dossier."
    )


def named_version(settings: Settings, folder: Path) -> Version:
    """The version that the pointer of the folder names. Raises FollowingError."""
    with _reading(settings, folder):
        try:
            text = (folder / POINTER).read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise FollowingError(
                f"Le dossier {folder} n’existe pas, ou rien n’y est publié (pas de fichier {POINTER})\u00a0: vérifier "
                f"BAROMETRE_PUBLISHED_FROM, et que ce dossier est monté\u00a0; {_stays(settings)}."
            ) from error
        except UnicodeError:
            text = ""
    try:
        return described(text, folder)
    except ValueError as error:
        raise FollowingError(
            f"Le fichier {folder / POINTER}, qui désigne la version publiée, est illisible\u00a0: si cela dure, "
            f"publier à nouveau sur le serveur qui publie\u00a0; {_stays(settings)}."
        ) from error


def follow(settings: Settings, folder: Path, now: dt.datetime, alive: Callable[[], None] = lambda: None) -> Look:
    """Serve here the version that the folder names, once it is copied with the one that the public reads. `alive` is
    called as the copy goes on. Raises FollowingError: what was served then stays."""
    named = named_version(settings, folder)
    if named.build != build_signature(settings.masked_below):
        raise FollowingError(
            f"La version {named.number} de {folder} a été construite par une autre version du programme, ou avec un "
            "autre seuil de secret statistique\u00a0: mettre ce serveur et celui qui publie à la même version et aux "
            f"mêmes réglages\u00a0; {_stays(settings)}."
        )
    with _reading(settings, folder):
        read = public_among(named, partial(readable_in, folder), settings, now)
    # The public's first: while it is not here, the public would read the new one before its day.
    wanted = (named,) if read.sha256 == named.sha256 else (read, named)
    if _is_settled(settings, wanted):
        return Look(named.number)
    with _writing(settings, named), alone(settings) as is_alone:
        if not is_alone:
            return Look(named.number, is_settled=False)
        return Look(named.number, _bring(settings, wanted, now, alive))


def _is_settled(settings: Settings, wanted: Sequence[Version]) -> bool:
    """Whether all of them are here, whole, the last one is served, and a copy that was killed left nothing."""
    held = [_held(settings, one) for one in wanted]
    data, told = ({path.stem for path in settings.published.glob(f"data-*.{end}")} for end in ("duckdb", "json"))
    is_tidy = data <= told and not any(settings.published.glob(".data-*"))
    return None not in held and held[-1] == pointed(settings) and is_tidy


def _held(settings: Settings, wanted: Version) -> Version | None:
    """The whole copy of a version that is here."""
    same = (one for one in readable(settings) if (one.number, one.sha256) == (wanted.number, wanted.sha256))
    return next((one for one in same if known_intact(one)), None)


def _bring(
    settings: Settings, wanted: Sequence[Version], now: dt.datetime, alive: Callable[[], None]
) -> tuple[Version, ...]:
    """Copy what is missing, then serve the last one. Those that were copied."""
    sweep(settings)
    before = {one.path for one in readable(settings)}
    held = [_held(settings, one) or _copy(settings, one, alive) for one in wanted]
    served = point_to(settings, held[-1])
    _drop_withdrawn(settings, wanted[-1].folder, served, now)
    prune(settings, served)
    sweep(settings)
    return tuple(one for one in held if one.path not in before)


def _copy(settings: Settings, source: Version, alive: Callable[[], None]) -> Version:
    """A copy on this disk, verified, then described. Raises FollowingError, OSError when this disk refuses."""
    target = _free_name(settings.published, source)
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        _require_room(settings, source)
        with temporary.open("wb") as file:
            for block in _blocks(settings, source):
                file.write(block)
                alive()
        # Those of a copy that was damaged, or of a version that had this number before a restoration.
        for pattern in ("data-{:06d}.json", "data-{:06d}-*.json"):
            for description in settings.published.glob(pattern.format(source.number)):
                description.unlink()
        return adopt(replace(source, folder=settings.published, file=target.name), temporary)
    finally:
        temporary.unlink(missing_ok=True)


def _free_name(folder: Path, source: Version) -> Path:
    """Never that of a file that is here: who reads it would go on with what it was."""
    tried = 1
    while True:
        path = folder / f"data-{source.number:06d}{f'-{tried}' if tried > 1 else ''}.duckdb"
        if not path.exists() and not path.with_suffix(".json").exists():
            return path
        tried += 1


def _blocks(settings: Settings, source: Version) -> Iterator[bytes]:
    """The file of a version, piece by piece. Raises FollowingError, at the latest after the last one, when it is not
    what was published."""
    content = hashlib.sha256()
    with _reading(settings, source.folder), source.path.open("rb") as file:
        whole = os.fstat(file.fileno()).st_size == source.bytes
        while whole and (block := file.read(BLOCK)):
            content.update(block)
            yield block
    if not whole or content.hexdigest() != source.sha256:
        raise FollowingError(
            f"Le fichier {source.path} n’est pas celui de la version {source.number} (taille ou somme de contrôle "
            "inattendue)\u00a0: son dépôt n’est peut-être pas fini, il sera relu dans quelques secondes\u00a0; si cela "
            f"dure, publier à nouveau sur le serveur qui publie\u00a0; {_stays(settings)}."
        )


def _drop_withdrawn(settings: Settings, folder: Path, served: Version, now: dt.datetime) -> None:
    """Remove the versions that the folder no longer has, or has with another content after a restoration: the public
    would not read the same here. What it reads now stays, lest a list that is not whole show it a version too soon."""
    with _reading(settings, folder):
        there = {one.number: one.sha256 for one in readable_in(folder)}
    read = public_version(settings, now)
    kept = {served.number, *([read.number] if read else [])}
    for one in readable(settings):
        other = there.get(one.number)
        if one.number != served.number and (other is None or other != one.sha256):
            if other is None and one.number in kept:
                continue
            remove(one)


def _require_room(settings: Settings, source: Version) -> None:
    free = free_bytes(settings.published)
    if free is not None and free < source.bytes + SPARE:
        raise FollowingError(_full(settings, source))


def _full(settings: Settings, source: Version) -> str:
    room = make_room(free_bytes(settings.published), source.bytes + SPARE)
    return (
        f"La version {source.number} ne peut pas être copiée dans {settings.published} (le disque est plein)\u00a0: "
        f"{room}\u00a0; {_stays(settings)}."
    )


@contextmanager
def _reading(settings: Settings, folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FollowingError(
            f"Le dossier {folder} ne peut pas être lu ({cause(error)})\u00a0: vérifier qu’il est monté, et que ce "
            f"compte peut le lire\u00a0; {_stays(settings)}."
        ) from error


@contextmanager
def _writing(settings: Settings, named: Version) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise FollowingError(_full(settings, named)) from error
        raise FollowingError(
            f"La version {named.number} ne peut pas être copiée dans {settings.published} ({cause(error)})\u00a0: "
            f"vérifier les droits et le disque\u00a0; {_stays(settings)}."
        ) from error


def _stays(settings: Settings) -> str:
    """What is served meanwhile."""
    try:
        served = current(settings)
    except StoreError:
        served = None
    return f"la version {served.number} reste servie" if served else "rien n’est encore servi ici"
