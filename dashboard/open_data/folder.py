"""A folder that is written whole or not at all, and takes the place of an earlier package only."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.errors import QueryError, cause, free_bytes, is_full
from dashboard.open_data.data_package import CONTENT, GENERATOR, MARK
from dashboard.wording.disk import make_room

DESCRIPTOR = "datapackage.json"


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A folder to write in, beside `target`; it takes its name when all is written. Raises QueryError when `target`
    holds anything but an earlier package, or cannot be written."""
    target = target.absolute()
    _take_back(target)
    refuse_other(target)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        yield draft
        _replace(target, draft)
    except OSError as error:
        advice = f"{make_room(free_bytes(target))}, ou " if is_full(error) else ""
        raise QueryError(
            f"Le dossier «\u00a0{target}\u00a0» ne peut pas être écrit ({cause(error)})\u00a0: {advice}"
            "en choisir un autre avec --out."
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def refuse_other(target: Path) -> None:
    """Raises QueryError when `target` is something else than a package of ours, an empty folder or nothing."""
    if not target.name:
        raise QueryError(
            f"«\u00a0{target}\u00a0» ne peut pas recevoir les données ouvertes\u00a0: choisir un nouveau dossier "
            "avec --out."
        )
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise QueryError(f"«\u00a0{target}\u00a0» n’est pas un dossier\u00a0: en choisir un autre avec --out.")
    if not target.exists():
        return
    try:
        held = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
        foreign = sorted(held - _ours(target)) if held else []
    except OSError as error:
        raise QueryError(f"Le dossier «\u00a0{target}\u00a0» ne peut pas être lu ({cause(error)}).") from error
    if foreign:
        raise QueryError(
            f"Le dossier «\u00a0{target}\u00a0» contient autre chose qu’un export précédent "
            f"(«\u00a0{foreign[0]}\u00a0»)\u00a0: rien n’est "
            "remplacé, choisir un nouveau dossier avec --out."
        )


def _ours(target: Path) -> set[str]:
    """The files of the package that `target` holds; none when it holds none."""
    try:
        described = json.loads((target / DESCRIPTOR).read_text(encoding="utf-8"))
        if described.get(GENERATOR) != MARK:
            return set()
        return {DESCRIPTOR, *map(str, described[CONTENT])}
    except (FileNotFoundError, IsADirectoryError, ValueError, KeyError, TypeError, AttributeError):
        return set()


def _take_back(target: Path) -> None:
    """Clean what an export that was killed left beside `target`; a package without its name gets it back."""
    pattern = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.(tmp|old)")
    beside = target.parent.iterdir() if target.parent.is_dir() else ()
    for path in list(beside):
        found = pattern.fullmatch(path.name)
        if found is None or _runs(int(found[1])):
            continue
        if found[2] == "old" and not target.exists():
            path.rename(target)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    """Whether this process, or another one of that number, is at work."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        pass
    return True


def _replace(target: Path, draft: Path) -> None:
    """`draft` takes the name of `target`; a failure on the way gives the former package its name back."""
    if not target.exists():
        draft.rename(target)
        return
    former = target.with_name(f".{target.name}.{os.getpid()}.old")
    shutil.rmtree(former, ignore_errors=True)
    target.rename(former)
    try:
        draft.rename(target)
    except OSError:
        former.rename(target)
        raise
    shutil.rmtree(former, ignore_errors=True)
