"""What every reader of a kind takes and gives: texts in, canonical rows and refused cells out."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.domain.indicator import Indicator
from dashboard.domain.succession import Succession
from dashboard.errors import SourceError
from dashboard.sources.canonical import TABLES
from dashboard.sources.mapping import Mapping
from dashboard.sources.raw import RawBatch, Reject, excerpt, listed
from dashboard.sources.values import normal_name

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CanonicalBatch:
    """Some rows of the canonical tables (dashboard.sources.canonical), and what was refused on the way.

    `unfinished`: questionnaires left out because nobody sent them. `profile`: beside `answers`, row by row, what
    weights the respondents (a column a variable); never staged.
    """

    tables: Dict[str, pa.Table]
    rejects: tuple[Reject, ...] = ()
    read_bytes: int = 0
    total_bytes: int = 0
    profile: pa.Table | None = None
    unfinished: int = 0


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a reader knows beside the file. `indicators`: by code, staged ones included; `known_sites`: label by code;
    `departments`: region code by department code; `profile`: the variables to read of each respondent; `services`:
    label by code; `successions`: those staged."""

    known_sites: Dict[str, str] = field(default_factory=dict)
    indicators: Dict[str, Indicator] = field(default_factory=dict)
    mapping: Mapping = field(default_factory=Mapping)
    departments: Dict[str, str] = field(default_factory=dict)
    today: dt.date = field(default_factory=dt.date.today)
    profile: tuple[str, ...] = ()
    services: Dict[str, str] = field(default_factory=dict)
    successions: tuple[Succession, ...] = ()


_NAMED_BY: Dict[str, Dict[str, str]] = {
    "indicators": {"value": "indicator"},
    "periods": {"value": "period"},
    "series": {"value": "indicator"},
}
"""By layout of the mapping: the field that holds the name of the column a cell came from."""

Reader = Callable[[Iterable[RawBatch], ReadContext], Iterator[CanonicalBatch]]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a kind: the names each field goes by (labels, API slugs, English), and the fields it must have."""

    names: Dict[str, tuple[str, ...]]
    required: tuple[str, ...] = ()

    @property
    def wanted(self) -> frozenset[str]:
        """Every accepted name, as `normal_name` writes it: what tells the header from the lines above it."""
        return frozenset(normal_name(name) for names in self.names.values() for name in names)

    def place(self, headers: Iterable[str], mapping: Mapping) -> dict[str, str]:
        """The column of the file for each field. A mapping comes before the usual names."""
        found = {normal_name(header): header for header in reversed(list(headers))}
        places = {}
        for name, accepted in self.names.items():
            for candidate in (mapping.columns[name],) if name in mapping.columns else accepted:
                if normal_name(candidate) in found:
                    places[name] = found[normal_name(candidate)]
                    break
        return places

    def check(self, file: str, headers: Iterable[str], mapping: Mapping, required: Iterable[str] | None = None) -> None:
        """Raises SourceError that lists the missing columns and those that the file has."""
        headers = list(headers)
        places = self.place(headers, mapping)
        needed = [
            *(self.required if required is None else required),
            *(key for key in mapping.columns if key in self.names),
        ]
        missing = [
            mapping.columns.get(name, self.names[name][0])
            for name in dict.fromkeys(needed)
            if name not in places and name not in mapping.constants
        ]
        if missing:
            absent = ", ".join(f"«\u00a0{excerpt(name)}\u00a0»" for name in missing)
            raise SourceError(
                f"{file} : colonne manquante ({absent}) ; "
                f"colonnes trouvées : {listed(headers)}. "
                "Corriger l’en-tête ou indiquer une correspondance de colonnes."
            )


class Rows:
    """The rows of one batch under examination: texts by field, and the reason of each refusal (the first one met)."""

    def __init__(
        self, batch: RawBatch, columns: Columns, mapping: Mapping, required: Iterable[str] | None = None
    ) -> None:
        columns.check(batch.file, batch.rows.columns, mapping, required)
        self.file, self._source = batch.file, batch.rows
        self._named_by = (
            {"answer": "question"} if mapping.questions or mapping.choices else _NAMED_BY.get(mapping.layout, {})
        )
        self.places = columns.place(batch.rows.columns, mapping)
        self.mapping, self._constants = mapping, mapping.constants
        self.lines: npt.NDArray[np.int64] = batch.rows.index.to_numpy(dtype=np.int64)
        self.kept: Mask = np.ones(len(batch.rows), dtype=bool)
        self.rejects: list[Reject] = list(batch.rejects)
        self._texts: dict[str, pd.Series[str]] = {}

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def listed(self) -> tuple[Reject, ...]:
        """Every reject of the batch in the order of the file."""
        return tuple(sorted(self.rejects, key=lambda reject: reject.line))

    def other(self, header: str) -> "pd.Series[str] | None":
        """The cells of a column that is no field of the kind, without spaces around; None when the file has none."""
        for name in self._source.columns:
            if normal_name(name) == normal_name(header):
                return self._source[name].reset_index(drop=True).str.strip()
        return None

    def has(self, name: str) -> bool:
        """True when the file or the mapping gives the field."""
        return name in self.places or name in self._constants

    def text(self, name: str) -> "pd.Series[str]":
        """The cells of a field without spaces around; empty texts when the file has no such column."""
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def _read(self, name: str) -> "pd.Series[str]":
        if name in self.places:
            return self._source[self.places[name]].reset_index(drop=True).str.strip()
        return pd.Series(self._constants.get(name, ""), index=range(len(self)), dtype="str")

    def refuse(self, wrong: Mask, name: str, reason: str | Callable[[int], str]) -> None:
        """Refuse the rows still kept where `wrong`; the cell shown is that of the field `name` (or the whole row)."""
        places = np.flatnonzero(wrong & self.kept)
        if not len(places):
            return
        self.remark(places, name, reason)
        self.kept[places] = False

    def remark(self, places: npt.NDArray[np.intp], name: str, reason: str | Callable[[int], str]) -> None:
        """List a cell that is dropped while its row stays."""
        cells = self.text(name).iloc[places].tolist() if name else [""] * len(places)
        columns = self._column_names(name, places)
        for place, column, cell in zip(places.tolist(), columns, cells, strict=True):
            sentence = reason if isinstance(reason, str) else reason(place)
            self.rejects.append(Reject(self.file, int(self.lines[place]), column, excerpt(cell), sentence))

    def _column_names(self, name: str, places: npt.NDArray[np.intp]) -> list[str]:
        """The column of the file that each cell came from (several, when a wide file was made long)."""
        if name in self._named_by:
            return self.text(self._named_by[name]).iloc[places].tolist()
        return [self.places.get(name, name)] * len(places)

    def table(self, name: str, values: Dict[str, object]) -> pa.Table:
        """The kept rows as a canonical table; a field without values is null."""
        frame = pd.DataFrame({"file": self.file, "line": self.lines, **values}, index=range(len(self)))[self.kept]
        return canonical_table(name, frame)


def canonical_table(name: str, frame: pd.DataFrame) -> pa.Table:
    """`frame` in the Arrow schema of the table `name`: missing columns, empty texts and NaN become null."""
    schema = TABLES[name]
    arrays = []
    for column in schema:
        if column.name not in frame:
            arrays.append(pa.nulls(len(frame), column.type))
            continue
        values = frame[column.name]
        if pa.types.is_string(column.type):
            values = values.astype("str").replace("", None)
        elif pa.types.is_date(column.type):
            days = pd.to_datetime(values).to_numpy().astype("datetime64[D]")
            arrays.append(pa.array(days, type=column.type, from_pandas=True))
            continue
        elif pa.types.is_integer(column.type) and values.dtype.kind == "f":
            values = values.astype("Int64")
        arrays.append(pa.Array.from_pandas(values, type=column.type))
    return pa.table(arrays, schema=schema)


def empty(values: pd.Series) -> Mask:
    """Where a column of texts says nothing."""
    return np.asarray(values == "", dtype=bool)
