"""What the documents of a package say: which data, which files."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.domain.period import Period
from dashboard.open_data.fields import Table
from dashboard.open_data.licence import Licence
from dashboard.store.checks import sha256_of
from dashboard.wording.citation import DEMONSTRATION, PRODUCT

TITLE = f"{PRODUCT}\u00a0: qualité de service, par service, territoire et site"
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the package."""

    table: Table
    name: str
    rows: int
    bytes: int
    sha256: str

    @property
    def form(self) -> str:
        """`csv` or `parquet`."""
        return self.name.rsplit(".", 1)[-1]

    @property
    def key(self) -> str:
        """A name that tells it from the same rows in the other format."""
        return self.table.name if self.form == "csv" else f"{self.table.name}-{self.form}"


@dataclass(frozen=True, slots=True)
class Facts:
    """`built`: when the version was published (UTC); `covered`: its months; `last`: its last whole month; `regions`:
    their labels by INSEE code; `withheld`: observations that the secret statistique withholds."""

    version: int
    built: dt.datetime
    demo: bool
    covered: Period
    last: dt.date
    licence: Licence | None
    regions: Mapping[str, str]
    indicators: int
    withheld: int
    masked_below: int
    files: Sequence[Written]

    @property
    def notice(self) -> str:
        """What is said of invented data; empty for real ones."""
        return DEMONSTRATION if self.demo else ""

    @property
    def issued(self) -> str:
        """The instant of the publication, as catalogues write it."""
        return instant(self.built)


def instant(moment: dt.datetime) -> str:
    """« 2026-11-03T13:05:00Z », of a moment in UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def written(path: Path, table: Table, rows: int) -> Written:
    """What is known of a finished file."""
    return Written(table, path.name, rows, path.stat().st_size, sha256_of(path))
