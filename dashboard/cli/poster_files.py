"""Where posters are written: one PDF each in a folder, or all of them in a zip."""

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from dashboard.errors import QueryError, cause
from dashboard.posters.files import Made

SUFFIX = ".zip"


def check_target(to: Path) -> None:
    """Refuse, before anything is made, a target that cannot be one. Raises QueryError."""
    if to.suffix.lower() == SUFFIX:
        if to.is_dir():
            raise QueryError(f"«\u00a0{to}\u00a0» est un dossier\u00a0: donner un autre nom au fichier zip.")
        if not to.parent.is_dir():
            raise QueryError(f"Le dossier «\u00a0{to.parent}\u00a0» n’existe pas\u00a0: le créer, ou écrire ailleurs.")
    elif to.exists() and not to.is_dir():
        raise QueryError(
            f"«\u00a0{to}\u00a0» est un fichier\u00a0: indiquer un dossier, ou un fichier en .zip, avec --out."
        )


def write(to: Path, posters: Iterable[Made]) -> int:
    """How many were written. A zip takes its name once it is whole. Raises QueryError when the disk refuses."""
    try:
        return _zip(to, posters) if to.suffix.lower() == SUFFIX else _folder(to, posters)
    except OSError as error:
        raise QueryError(
            f"«\u00a0{to}\u00a0» ne peut pas être écrit ({cause(error)})\u00a0: choisir un autre endroit avec --out."
        ) from error


def _folder(to: Path, posters: Iterable[Made]) -> int:
    to.mkdir(parents=True, exist_ok=True)
    written = 0
    for poster in posters:
        (to / poster.file).write_bytes(poster.content)
        written += 1
    return written


def _zip(to: Path, posters: Iterable[Made]) -> int:
    temporary = to.with_name(f".{to.name}.tmp")
    written = 0
    try:
        with zipfile.ZipFile(temporary, "w") as archive:  # stored: a PDF is compressed already
            for poster in posters:
                entry = zipfile.ZipInfo(poster.file, poster.created.timetuple()[:6])
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, poster.content)
                written += 1
        os.replace(temporary, to)
    finally:
        temporary.unlink(missing_ok=True)
    return written
