"""SQL lives in queries/**/*.sql; the header of a file declares its parameters and its columns.

-- What the query answers.
--
-- param  name TYPE  meaning
-- column name TYPE  meaning
select …
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dashboard.config import QUERIES

_DECLARATION = re.compile(
    r"(?P<what>param|column)\s+(?P<name>[a-z_][a-z0-9_]*)\s+(?P<type>[A-Z]+(?:\[\]){0,2})\s{2,}(?P<meaning>\S.*)"
)


class QueryFileError(Exception):
    """A query file is missing or its header is malformed: a defect of ours, never of a user."""


@dataclass(frozen=True, slots=True)
class QueryFile:
    """One statement, with its declared parameters and columns (name → SQL type) and what each one means."""

    name: str
    sql: str
    description: str
    params: Mapping[str, str]
    columns: Mapping[str, str]
    meanings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def unknown(self) -> dict[str, str | None]:
        """Parameters with which it can be bound, not run: a table has to be named, anything else may be unknown."""
        return {name: "observation" if kind == "TABLE" else None for name, kind in self.params.items()}


@cache
def load(name: str, root: Path = QUERIES) -> QueryFile:
    """The query `read/observations` of queries/read/observations.sql. Raises QueryFileError."""
    path = root / f"{name}.sql"
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryFileError(f"no such query: {path}") from error
    return parse(name, text)


def names(folder: str, root: Path = QUERIES) -> tuple[str, ...]:
    """The queries of a folder of queries/, sorted: `read/coverage`, `read/months`…"""
    return tuple(sorted(path.relative_to(root).with_suffix("").as_posix() for path in (root / folder).glob("*.sql")))


def parse(name: str, text: str) -> QueryFile:
    """Read a query from its text. Raises QueryFileError that names the line of a malformed header."""
    declared: dict[str, dict[str, str]] = {"param": {}, "column": {}}
    meanings: dict[str, str] = {}
    description: list[str] = []
    for number, line in enumerate(_header(text), start=1):
        if not meanings and not line.startswith(("param ", "column ")):
            description.append(line)
            continue
        if not line:
            continue
        match = _DECLARATION.fullmatch(line)
        if match is None:
            raise QueryFileError(f"{name}, line {number}: expected `-- param name TYPE  meaning`, found: {line}")
        what, column = match["what"], match["name"]
        if column in declared[what]:
            raise QueryFileError(f"{name}, line {number}: {what} {column} is declared twice")
        declared[what][column] = match["type"]
        meanings[f"{what} {column}"] = match["meaning"]
    if not " ".join(description).strip():
        raise QueryFileError(f"{name}: the header does not say what the query answers")
    if not _body(text):
        raise QueryFileError(f"{name}: no statement")
    return QueryFile(
        name=name,
        sql=text,
        description=" ".join(" ".join(description).split()),
        params=MappingProxyType(declared["param"]),
        columns=MappingProxyType(declared["column"]),
        meanings=MappingProxyType(meanings),
    )


def _header(text: str) -> list[str]:
    """The comment lines before the statement, without their dashes."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return lines


def _body(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("--")).strip()
