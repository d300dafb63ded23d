"""Which opinions speak of an engagement: by their general themes, or all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dashboard.catalog.table import read_table
from dashboard.config import REFERENCE


@dataclass(frozen=True, slots=True)
class ReviewThemes:
    """`tags`: engagement number → general themes; `whole`: engagements of which every opinion speaks."""

    tags: Mapping[int, tuple[str, ...]]
    whole: frozenset[int]


def read_review_themes(path: Path) -> ReviewThemes:
    """Raises ConfigurationError: an engagement named twice, a theme missing, an unknown key."""
    root = read_table(path)
    whole = frozenset(root.integers("whole"))
    tags: dict[int, tuple[str, ...]] = {}
    for table in root.tables("themes", required=True):
        number = table.integer("commitment")
        if number in tags or number in whole:
            raise table.refusal("commitment", f"l’engagement {number} est déjà donné")
        tags[number] = table.texts("tags")
        if not tags[number]:
            raise table.refusal("tags", "attendu un thème au moins")
        table.close()
    root.close()
    return ReviewThemes(tags, whole)


@lru_cache(maxsize=1)
def review_themes() -> ReviewThemes:
    """The table of the application."""
    return read_review_themes(REFERENCE / "review_themes.toml")
