"""Builders for the tests of readers: a table drawn as text is read as a file would be."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dashboard.domain.indicator import Direction, Grade, Indicator, Kind, Nature, Scale
from dashboard.sources.kinds import KINDS, open_source
from dashboard.sources.mapping import Mapping, read_mapping
from dashboard.sources.raw import Reject
from dashboard.sources.reader import CanonicalBatch, ReadContext

TODAY = dt.date(2026, 11, 23)
SCALE = Scale(
    "satisfaction-4",
    "Satisfaction",
    (
        Grade(0, "Pas du tout satisfait"),
        Grade(1, "Plutôt pas satisfait"),
        Grade(2, "Plutôt satisfait"),
        Grade(3, "Très satisfait", answers=("Tout à fait satisfait",)),
    ),
    frozenset({2, 3}),
    frozenset({0, 1}),
)


def indicator(code: str, kind: Kind = Kind.SHARE, unit: str = "%", **fields: Any) -> Indicator:
    """An indicator of the catalogue with the fields that a reader looks at."""
    direction = fields.pop("direction", Direction.HIGHER)
    return Indicator(code, code, code, 1, Nature.DELIVERED, kind, unit, direction, **fields)


INDICATORS = {
    one.code: one
    for one in (
        indicator("decroche", aliases=("IND-27",)),
        indicator("delai", Kind.MEAN, "jours", direction=Direction.LOWER, lower_bound=0.0),
        indicator("appels", Kind.COUNT, "appels"),
        indicator("satisfaction", scale=SCALE),
        indicator("repartition", Kind.DISTRIBUTION, scale=SCALE),
    )
}
SITES = {"A1": "Tribunal de Dijon", "B2": "Tribunal de Nevers", "b2": "Point-justice de Nevers"}


def mapping(tmp_path: Path, text: str) -> Mapping:
    """The mapping that `text` describes."""
    path = tmp_path / "essai.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


class Read:
    """Everything that a reader made of some files."""

    def __init__(self, batches: Iterator[CanonicalBatch]) -> None:
        self.rejects: list[Reject] = []
        self.unfinished = 0
        self._tables: dict[str, list[dict[str, Any]]] = {}
        for batch in batches:
            self.rejects += batch.rejects
            self.unfinished += batch.unfinished
            for name, table in batch.tables.items():
                self._tables.setdefault(name, []).extend(table.to_pylist())

    def rows(self, table: str, *columns: str) -> list[Any]:
        """The rows of a canonical table as tuples of `columns` (as values when there is one)."""
        found = [tuple(row[column] for column in columns) for row in self._tables.get(table, [])]
        return [row[0] for row in found] if len(columns) == 1 else found

    @property
    def reasons(self) -> list[tuple[int, str, str]]:
        """Line, column and reason of each reject."""
        return [(reject.line, reject.column, reject.reason) for reject in self.rejects]


def read(tmp_path: Path, kind: str, *texts: str, rules: Mapping | None = None, **known: Any) -> Read:
    """Read files drawn as text (`|` or `;` between cells, spaces around are free); JSON when they look like it."""
    rules = rules or Mapping()
    context = ReadContext(**{"known_sites": SITES, "indicators": INDICATORS, "today": TODAY, "mapping": rules} | known)

    def batches() -> Iterator[Any]:
        for rank, text in enumerate(texts, start=1):
            yield from open_source(KINDS[kind], write(tmp_path, text, f"f{rank}"), rules)

    return Read(KINDS[kind].read(batches(), context))


def write(tmp_path: Path, text: str, name: str = "f1") -> Path:
    """The text as a file: `.json` when it starts like JSON, else `.csv` without the spaces of the drawing."""
    drawn = text.strip()
    if drawn.startswith(("[", "{")):
        path = tmp_path / f"{name}.json"
        path.write_text(drawn, encoding="utf-8")
        return path
    lines = [";".join(cell.strip() for cell in line.split("|")) for line in drawn.splitlines()]
    path = tmp_path / f"{name}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
