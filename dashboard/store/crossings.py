"""Crossings of two answers, person by person: what the published file does not hold, asked of the staged answers by the
engine and kept (docs/decisions/0041). The counts are not protected: `analyses.survey_crossing` decides what is shown.
"""

import contextlib
import datetime as dt
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.config import Settings
from dashboard.engine import query_file
from dashboard.engine.chosen_engine import chosen_engine
from dashboard.engine.engine import Advance, Asked
from dashboard.errors import StoreError, cause
from dashboard.store import staging
from dashboard.store.computed import signature
from dashboard.store.observations import Reader
from dashboard.store.surveys import answer_loads

KEPT = 1_000
"""Answers that are kept, a few kilobytes each: the oldest go."""
_QUERY = "cross/answers_crossed"
_ROWS = pa.schema([
    ("first", pa.string()), ("second", pa.string()), ("n", pa.int64()), ("w", pa.float64()), ("w_2", pa.float64()),
])  # fmt: skip
_SURVEY = pa.schema([
    ("survey", pa.string()), ("start", pa.date32()), ("stop", pa.date32()), ("by_channel", pa.bool_()),
])  # fmt: skip
_QUESTION = pa.schema([("side", pa.int32()), ("code", pa.string())])


class CrossedAnswers(NamedTuple):
    """The people who gave two answers (a grade or a channel as text; None: none, or out of the scale). Σw, Σw²."""

    first: str | None
    second: str | None
    n: int
    w: float
    w_2: float


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two questions of a survey, by the codes under which files name them, over the months [start, stop). No code for
    the first one: the channel stands for it."""

    survey: str
    start: dt.date
    stop: dt.date
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A crossing that may be asked: `place` is where its answer is kept, named after all that it depends on."""

    asked: Asked
    place: Path


def prepared(reader: Reader, crossing: Crossing, settings: Settings) -> Prepared:
    """What the engine is to be asked. Raises AccessError for who does not see everything, StoreError when the answers
    are not on this server."""
    questions = [*crossing.first, *crossing.second]
    answers, identities = [], []
    for (load_id,) in answer_loads(reader, indicators=questions, start=crossing.start, stop=crossing.stop):
        load = staging.numbered(settings, load_id)
        path = None if load is None else load.table("answers")
        if load is None or path is None:
            raise StoreError(_not_here(settings, load_id))
        answers.append(path)
        identities.append((load.id, load.digest, load.created_at, path.stat().st_size))
    if not answers:
        raise StoreError("Aucun chargement de cette version ne contient de réponses à ces questions.")
    name = signature(query_file.load(_QUERY).sql, crossing, *identities)
    asked = Asked(_QUERY, tuple(answers), tables(crossing), settings.crossing_seconds)
    return Prepared(asked, settings.computed / "crossings" / f"{name}.parquet")


def _not_here(settings: Settings, load_id: int) -> str:
    if settings.published_from is not None:
        return "Les réponses une à une restent sur le serveur qui publie\u00a0: y demander ce croisement."
    return (
        f"Les réponses du chargement {load_id} ne sont plus sur ce serveur, alors que la version servie en vient"
        "\u00a0: le restaurer depuis une sauvegarde, ou publier à nouveau."
    )


def tables(crossing: Crossing) -> dict[str, pa.Table]:
    """The small tables of the query: which survey and months, and which code is on which side."""
    survey = [(crossing.survey, crossing.start, crossing.stop, not crossing.first)]
    sides = [(1, code) for code in crossing.first] + [(2, code) for code in crossing.second]
    return {"asked_survey": _table(_SURVEY, survey), "asked_question": _table(_QUESTION, sides)}


def _table(schema: pa.Schema, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=schema)


def kept(wanted: Prepared) -> tuple[CrossedAnswers, ...] | None:
    """The answer when it is known already; None when it is to be asked, or cannot be read any more."""
    try:
        found = pq.read_table(wanted.place, schema=_ROWS)
    except (OSError, pa.ArrowException):
        return None
    return tuple(CrossedAnswers(**row) for row in found.to_pylist())


def crossed(wanted: Prepared, settings: Settings, advance: Advance) -> tuple[CrossedAnswers, ...]:
    """The answer of the engine, kept from now on. Raises StoreError when it cannot be given, or not in time."""
    found = chosen_engine(settings).ask(wanted.asked, advance).cast(_ROWS)
    try:
        _keep(found, wanted.place)
    except OSError as error:
        raise StoreError(
            f"Le résultat ne peut pas être écrit dans {wanted.place.parent} ({cause(error)})\u00a0: vérifier le disque "
            "et les droits du dossier, puis recommencer."
        ) from error
    return tuple(CrossedAnswers(**row) for row in found.to_pylist())


def _keep(found: pa.Table, place: Path) -> None:
    """Whole or absent: two processes may write the same answer."""
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix=".", dir=place.parent)
    os.close(descriptor)
    try:
        pq.write_table(found, beside, compression="zstd")
        os.replace(beside, place)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
    for old in sorted(place.parent.glob("*.parquet"), key=_written_at, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)


def _written_at(path: Path) -> float:
    with contextlib.suppress(FileNotFoundError):  # another process removed it
        return path.stat().st_mtime
    return 0.0
