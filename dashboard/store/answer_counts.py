"""What the answers of each load add up to, made once a load (docs/decisions/0039)."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.engine import COUNTS, Engine
from dashboard.store.computed import computed, signature, sweep
from dashboard.store.staging import StagedLoad

STEP = "answer_part"
"""What the progress says while loads are counted."""


def counted(
    settings: Settings, engine: Engine, loads: Sequence[StagedLoad], tell: Callable[[int], None]
) -> Mapping[str, tuple[Path, ...]]:
    """Table of `COUNTS` → its file for each load that has answers, in the order of the loads. `tell` hears how many of
    them are counted. Raises StoreError."""
    root = settings.computed / "answers"
    answers = [path for load in loads if (path := load.table("answers"))]
    folders = [root / f"{load.id}-{_signature(load, path)}" for load in loads if (path := load.table("answers"))]
    missing = any(not folder.exists() for folder in folders)
    with engine.counting() if missing else nullcontext(_never) as count:  # a session on a cluster takes seconds
        for place, (path, folder) in enumerate(zip(answers, folders, strict=True)):
            tell(place)
            computed(folder, partial(count, path))
    sweep(root, folders)
    return {step.table: tuple(folder / f"{step.table}.parquet" for folder in folders) for step in COUNTS}


def _never(answers: Path, _folder: Path) -> None:
    raise AssertionError(f"already counted: {answers}")


def _signature(load: StagedLoad, answers: Path) -> str:
    queries = (query_file.load(step.query).sql for step in COUNTS)
    return signature(load.digest, load.created_at, answers.stat().st_size, *queries)
