"""The file of a registry on SQLite: SQLite makes a new one when it finds none, and what was typed would seem never to
have been. A mark beside the file says that there was one.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, make_url
from sqlalchemy.exc import DisconnectionError

from dashboard.errors import RegistryUnavailableError

_MARK = ".made"
_WORDS = "Le registre voisin a été créé\u00a0; ce fichier permet de voir qu’il a disparu (docs/backup.md).\n"


def file_of(address: str) -> Path | None:
    """The file of an address, None when it is not SQLite, or in memory."""
    place = make_url(address)
    return Path(place.database) if place.get_backend_name() == "sqlite" and place.database else None


def mark_of(path: Path) -> Path:
    """The mark of a registry."""
    return path.with_name(path.name + _MARK)


def refuse_vanished(path: Path) -> None:
    """Raises RegistryUnavailableError when there was a registry here and there is none, or an empty file."""
    if mark_of(path).exists() and not (path.exists() and path.stat().st_size):
        raise RegistryUnavailableError(
            f"Le registre ({path}) a disparu\u00a0: le restaurer («\u00a0python -m dashboard restore\u00a0»). Pour "
            f"repartir d’un registre vide, supprimer d’abord {mark_of(path)}."
        )


def remember(path: Path) -> None:
    """Put the mark, once the registry is made."""
    if not mark_of(path).exists():
        mark_of(path).write_text(_WORDS, encoding="utf-8")


def follow(opened: Engine, path: Path) -> None:
    """A connection to a file that was replaced (restored) is opened again; one to a file that was deleted is refused:
    what it writes would be lost."""

    @event.listens_for(opened, "connect")
    def connected(_connection: Any, record: Any) -> None:
        record.info["inode"] = os.stat(path).st_ino

    @event.listens_for(opened, "checkout")
    def taken(_connection: Any, record: Any, _proxy: Any) -> None:
        refuse_vanished(path)
        if path.exists() and os.stat(path).st_ino != record.info["inode"]:
            raise DisconnectionError("the file was replaced")
