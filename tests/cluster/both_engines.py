"""The same inputs given to both engines."""

import datetime as dt
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from dashboard.config import Settings
from dashboard.engine.duckdb_build import DuckDBEngine
from dashboard.engine.engine import Engine, Progress
from dashboard.engine.reference import Reference
from dashboard.engine.spark_build import SparkEngine
from dashboard.engine.staged import STAGED, Inputs
from dashboard.store import answer_counts, build_inputs, staging
from dashboard.store.build_inputs import VersionMade

MADE = VersionMade(7, dt.datetime(2026, 11, 30, 12, 34, 56, tzinfo=dt.UTC), "d1gest")


def inputs(
    settings: Settings, catalogue: Reference, made: VersionMade = MADE, typed: Mapping[str, pa.Table] | None = None
) -> Inputs:
    """What a publication of this installation would build from."""
    loads, given = staging.loads(settings), typed or {}
    staged = {table: tuple(path for load in loads if (path := load.table(table))) for table in STAGED}
    own = build_inputs.tables(loads, given, made, settings.announced_reply_days)
    return Inputs(staged, counts(settings, DuckDBEngine(settings)), {**catalogue.tables(), **own}, given)


def counts(settings: Settings, engine: Engine) -> Mapping[str, tuple[Path, ...]]:
    """What the answers of each load add up to, by this engine, which finds nothing that another one counted."""
    shutil.rmtree(settings.computed, ignore_errors=True)
    return answer_counts.counted(settings, engine, staging.loads(settings), lambda _place: None)


def by_duckdb(settings: Settings, given: Inputs, folder: Path) -> Path:
    """The file that DuckDB builds."""
    target = folder / ".data-duckdb.duckdb.tmp"
    DuckDBEngine(settings).build(given, target)
    return target


def by_spark(settings: Settings, address: str, given: Inputs, folder: Path, progress: Progress | None = None) -> Path:
    """The file that the cluster builds."""
    target = folder / ".data-spark.duckdb.tmp"
    on_the_cluster(settings, address).build(given, target, progress)
    assert sorted(path.name for path in folder.glob(".data-spark*")) == [target.name], "nothing is left beside it"
    return target


def on_the_cluster(settings: Settings, address: str) -> SparkEngine:
    """The engine of the cluster at this address."""
    return SparkEngine(replace(settings, engine=address))
