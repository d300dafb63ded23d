"""What the answers of each load add up to, made once a load and kept beside the staging area.

A folder a load, named after its number, its content and the queries that count: whatever changes one of them gives
another folder. All of it can be removed: the next publication makes it again.
"""

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.engine import COUNTS, Engine
from dashboard.store.staging import StagedLoad

STEP = "answer_part"
"""What the progress says while loads are counted."""


def counted(
    settings: Settings, engine: Engine, loads: Sequence[StagedLoad], tell: Callable[[int], None]
) -> Mapping[str, tuple[Path, ...]]:
    """Table of `COUNTS` → its file for each load that has answers, in the order of the loads. `tell` hears how many of
    them are counted. Raises StoreError. One publication at a time (`publish` holds the lock)."""
    answers = [(load, path) for load in loads if (path := load.table("answers"))]
    folders = []
    for place, (load, path) in enumerate(answers):
        tell(place)
        folders.append(_folder(settings, engine, load, path))
    _sweep(settings, folders)
    return {step.table: tuple(folder / f"{step.table}.parquet" for folder in folders) for step in COUNTS}


def _folder(settings: Settings, engine: Engine, load: StagedLoad, answers: Path) -> Path:
    """The folder of a load, made when it is not there: beside, then renamed."""
    folder = settings.counts / f"{load.id}-{_signature(load, answers)}"
    if not folder.exists():
        beside = folder.with_name(f".{folder.name}")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        engine.count(answers, beside)
        beside.rename(folder)
    return folder


def _signature(load: StagedLoad, answers: Path) -> str:
    content = hashlib.sha256(f"{load.digest} {load.created_at} {answers.stat().st_size}".encode())
    for step in COUNTS:
        content.update(query_file.load(step.query).sql.encode())
    return content.hexdigest()[:16]


def _sweep(settings: Settings, kept: Sequence[Path]) -> None:
    """Remove what was counted by other queries, or of loads that are no more."""
    if settings.counts.is_dir():
        for folder in settings.counts.iterdir():
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)
