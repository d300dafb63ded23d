"""Read-only SQL on protected figures: the query runs in a process of its own that holds the given tables only.

Why a process: long texts and deep queries escape the limits of a database inside ours, and can be stopped only from
outside. docs/decisions/0018.
"""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.errors import QueryError
from dashboard.store import confined_query
from dashboard.telemetry import SQL_RUNS
from dashboard.wording.sql_refusal import Refusal, sentence

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be asked: its DuckDB type and what it means, in French."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SqlTable:
    """A table that may be asked. `rows` hold only what may be shown."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use. `seconds` of processor, within `longest_s` by the clock: a busy server starts late."""

    max_rows: int = 1_000
    seconds: int = 5
    memory_mb: int = 512
    longest_query: int = 10_000
    longest_s: int = 30
    wait_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Result:
    """Names and rows; `cut` when there were more than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    cut: bool


LIMITS = Limits()
_TURN = threading.BoundedSemaphore(2)
"""Two queries at once on a server: the others wait their turn, then are refused."""


def run(sql: str, tables: Sequence[SqlTable], limits: Limits = LIMITS) -> Result:
    """The rows of one SELECT. Raises QueryError with a sentence: what is wrong and what to do."""
    if not sql.strip():
        raise _refused(Refusal.EMPTY, "", tables, limits)
    if len(sql) > limits.longest_query or "\0" in sql:
        raise _refused(Refusal.LENGTH, "", tables, limits)
    if not _TURN.acquire(timeout=limits.wait_s):
        raise _refused(Refusal.BUSY, "", tables, limits)
    try:
        found = _ask(sql, tables, limits)
    finally:
        _TURN.release()
    if "refused" in found:
        raise _refused(Refusal(found["refused"]), found["about"], tables, limits)
    SQL_RUNS.labels("answered").inc()
    return Result(tuple(found["columns"]), tuple(tuple(row) for row in found["rows"]), found["cut"])


def question(sql: str, tables: Sequence[SqlTable], limits: Limits) -> dict[str, Any]:
    """What the confined process is told: the query, its limits and the tables, nothing else."""
    return {
        "sql": sql,
        "max_rows": limits.max_rows,
        "memory_mb": limits.memory_mb,
        "seconds": limits.seconds,
        "tables": [
            {"name": table.name, "columns": [(c.name, c.type) for c in table.columns], "rows": table.rows}
            for table in tables
        ],
    }


def _ask(sql: str, tables: Sequence[SqlTable], limits: Limits) -> dict[str, Any]:
    """What the confined process answers, or why it did not."""
    command = [sys.executable, "-I", str(Path(confined_query.__file__))]
    try:
        # No environment: nothing of the server's settings is there to be read.
        ended = subprocess.run(
            command,
            input=json.dumps(question(sql, tables, limits)).encode(),
            capture_output=True,
            env={},
            cwd="/",
            timeout=limits.longest_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        # Its processor time was not used up: others had the processors.
        return {"refused": "busy", "about": ""}
    if ended.returncode == -signal.SIGXCPU:
        return {"refused": "time", "about": ""}
    try:
        answer: dict[str, Any] = json.loads(ended.stdout)
    except ValueError:
        # Killed by its limits, or short of memory where DuckDB does not expect it.
        return {"refused": "memory", "about": ""}
    return answer


def _refused(refusal: Refusal, about: str, tables: Sequence[SqlTable], limits: Limits) -> QueryError:
    names = [table.name for table in tables]
    SQL_RUNS.labels(refusal.value).inc()
    return QueryError(
        sentence(
            refusal, about, names, seconds=limits.seconds, memory_mb=limits.memory_mb, longest=limits.longest_query
        )
    )
