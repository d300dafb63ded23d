"""The room that a publication takes on the disk, and how to say that it is missing."""

from pathlib import Path

from dashboard.errors import free_bytes
from dashboard.wording.disk import make_room


def room_to_publish(folder: Path) -> str:
    """What to do when the disk of the published files is full. What is needed is known from what the last publications
    weigh: the file, and as much that may spill."""
    last = max((path.stat().st_size for path in folder.glob("data-*.duckdb")), default=0)
    return make_room(free_bytes(folder), 2 * last)
