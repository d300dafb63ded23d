"""What DuckDB takes as text only: names of files, and the settings of a database that opens no door of its own."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from dashboard.config import Settings

CLOSED: Mapping[str, bool] = {
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""Nothing is read that a query does not name, nor fetched."""
_REFUSED = ("Could not write", "No space left", "File too large", "Could not truncate", "max_temp")


def within(settings: Settings, spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    """The settings of a database within the memory of the installation; what does not fit goes to `spill`, a folder."""
    return {
        **CLOSED,
        "memory_limit": settings.memory_limit,
        "threads": settings.threads,
        "temp_directory": str(spill),
    }


def quoted_text(text: object) -> str:
    """A text, or a path, as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


def parquet(files: Iterable[Path], options: str = "") -> str:
    """The call that reads files one after the other."""
    return f"read_parquet([{', '.join(map(quoted_text, files))}]{options})"


def share_done(connection: duckdb.DuckDBPyConnection) -> float:
    """How much of its query a connection has done, 0 to 1: DuckDB says −1 before it knows."""
    return min(1.0, max(0.0, connection.query_progress() / 100))


def is_refused_by_disk(error: Exception) -> bool:
    """Whether the disk is full, or may not be written."""
    return any(word in str(error) for word in _REFUSED)
