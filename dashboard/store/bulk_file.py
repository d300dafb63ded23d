"""A file of answers that is read by columns, and the SQL that reads it (dashboard.store.answers_in_bulk)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.engine.duckdb_sql import quoted_text

TEXTS = ("survey", "site", "date", "question", "answer", "channel", "comment")
"""Fields whose texts are read as they are written; a respondent is one, without the spaces around it."""
SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
SPACES += "\u2028\u2029\u202f\u205f\u3000"
"""What the reader of other files takes off around a cell."""
_AROUND = f"^[{SPACES}]|[{SPACES}]$"


def nameable(path: Path) -> bool:
    """False for a path that DuckDB would take for a pattern."""
    return not set("*?[") & set(str(path))


class NotPlainError(Exception):
    """A text is not what it was taken for: it is to be read a row at a time. Nothing was staged."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a text is cut into `rows` of columns: by a delimiter, cells being between quotes or not. `folded`: some cells
    have several lines."""

    delimiter: str
    columns: tuple[str, ...]
    rows: int
    quoted: bool
    folded: bool

    @property
    def lines_above(self) -> str:
        """The column that has the lines that a row is lower than its number says; no name of the file."""
        return max(map(len, self.columns), default=0) * "_" + "lines"


@dataclass(frozen=True, slots=True)
class BulkFile:
    """Answers: Parquet, or a text that is `cut`. `texts`: by field (`TEXTS`, `respondent`, `weight`), the SQL
    of its text; `number`: that of a weight that is a number; `first_line`: the line of its first row."""

    name: str
    path: Path
    texts: Mapping[str, str]
    number: str | None = None
    first_line: int = 1
    cut: Cut | None = None


def rows_of(rank: int, file: BulkFile, path: Path, *, trimmed: bool) -> str:
    """The SELECT of the rows of a file, Parquet at `path`, as texts: a part of the view `load_row`."""
    fields = [f"coalesce({file.texts.get(field, quoted_text(''))}, '') as {field}" for field in TEXTS]
    who = f"coalesce({file.texts['respondent']}, '')"
    respondent = f"trim({who}, {quoted_text(SPACES)})" if trimmed else who
    weight = f"coalesce({file.texts['weight']}, '')" if "weight" in file.texts else "cast(null as varchar)"
    number = file.number or "cast(null as double)"
    lower = f" + {column(file.cut.lines_above)}" if file.cut and file.cut.folded else ""
    return (
        f"select {rank} as rank, {quoted_text(file.name)} as file, file_row_number + {file.first_line}{lower} as line, "
        f"{', '.join(fields)}, {respondent} as respondent, regexp_matches({who}, {quoted_text(_AROUND)}) as spaced, "
        f"{weight} as weight, {number} as weight_number, {file.number is not None} as weighted "
        f"from read_parquet({quoted_text(path)}, file_row_number = true)"
        f"{_something(file.cut) if file.cut else ''}"
    )


def _something(cut: Cut) -> str:
    """A line of delimiters is no row."""
    return " where " + " or ".join(f"{column(name)} <> ''" for name in cut.columns)


def column(name: str) -> str:
    """The name of a column as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
