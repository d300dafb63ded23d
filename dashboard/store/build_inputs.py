"""What the published file says about its own loads: manifests, files, rejected cells, version."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dashboard.domain.succession import heirs
from dashboard.engine.staged import TYPED
from dashboard.errors import StoreError
from dashboard.store.staging import REJECTS, StagedLoad, successions

REGISTRY = "registry"
"""Kind of the load of what people typed in the application."""

_LOAD = pa.schema(
    [
        ("load_id", pa.int32()),
        ("kind", pa.string()),
        ("files", pa.string()),
        ("mapping", pa.string()),
        ("loaded_at", pa.timestamp("us")),
        ("n_rows", pa.int64()),
        ("n_rejected", pa.int64()),
        ("note", pa.string()),
        ("demo", pa.bool_()),
    ]
)
_LOAD_FILE = pa.schema([("load_id", pa.int32()), ("name", pa.string()), ("sha256", pa.string()), ("bytes", pa.int64())])
_REJECTED_ROW = pa.schema(
    [
        ("load_id", pa.int32()),
        ("place", pa.int64()),
        ("file", pa.string()),
        ("line", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
    ]
)
_PROMISE = pa.schema([("reply_days", pa.int32())])
_HEIR = pa.schema([("site", pa.string()), ("heir", pa.string()), ("before", pa.date32())])
_VERSION = pa.schema(
    [
        ("version", pa.int32()),
        ("built_at", pa.timestamp("us")),
        ("digest", pa.string()),
        ("demo", pa.bool_()),
        ("last_load", pa.int32()),
    ]
)


@dataclass(frozen=True, slots=True)
class VersionMade:
    """The version that is being built."""

    number: int
    built_at: dt.datetime
    digest: str


def tables(
    loads: Sequence[StagedLoad], typed: Mapping[str, pa.Table], made: VersionMade, announced_days: int
) -> dict[str, pa.Table]:
    """The tables `reference_load`, `reference_load_file`, `reference_rejected_row`, `reference_heir` (where the history
    of a merged site is counted), `reference_promise` (the delay announced to the authors of opinions) and
    `reference_version`. `typed`: what no file brought, which is a load of its own.

    Times are UTC without a zone. Raises StoreError when a report of rejects cannot be read.
    """
    demo = any(is_demo(load) for load in loads)
    built_at = _utc(made.built_at)
    version = (made.number, built_at, made.digest, demo, max((int(load.id) for load in loads), default=None))
    registry = [(TYPED, REGISTRY, "", "", built_at, rows.num_rows, 0, "", demo) for rows in typed.values()]
    return {
        "reference_load": _table(_LOAD, [*registry, *map(_load, loads)]),
        "reference_promise": _table(_PROMISE, [(announced_days,)]),
        "reference_load_file": _table(
            _LOAD_FILE, ((int(load.id), f.name, f.sha256, f.bytes) for load in loads for f in load.files)
        ),
        "reference_rejected_row": _table(_REJECTED_ROW, (row for load in loads for row in _rejects(load))),
        "reference_heir": _table(
            _HEIR, ((site, one.heir, one.before) for site, one in sorted(heirs(successions(loads)).items()))
        ),
        "reference_version": _table(_VERSION, [version]),
    }


def is_demo(load: StagedLoad) -> bool:
    """Whether the load holds invented data: its manifest says so, and every screen then does."""
    return load.demo


def _load(load: StagedLoad) -> tuple[object, ...]:
    return (
        int(load.id),
        load.kind,
        ", ".join(file.name for file in load.files),
        load.mapping,
        _utc(dt.datetime.fromisoformat(load.created_at)),
        sum(load.accepted.values()),
        load.rejected,
        load.note,
        is_demo(load),
    )


def _rejects(load: StagedLoad) -> Iterator[tuple[object, ...]]:
    path = load.folder / REJECTS
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for place, row in enumerate(csv.DictReader(file), start=1):
                line = int(row["line"]) if row["line"].isdigit() else None
                yield int(load.id), place, row["file"], line, row["column"], row["value"], row["reason"]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise StoreError(
            f"Le rapport des lignes refusées du chargement {load.id} est illisible ({path}) : "
            "restaurer le dossier depuis une sauvegarde, ou le retirer."
        ) from error


def _utc(moment: dt.datetime) -> dt.datetime:
    """The same instant as a UTC time without a zone: DuckDB needs one more package to return zones."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _table(schema: pa.Schema, rows: Iterable[Sequence[object]]) -> pa.Table:
    columns: list[list[object]] = [[] for _ in schema]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            column.append(cell)
    return pa.table(columns, schema=schema)
