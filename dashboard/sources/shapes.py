"""Foreign shapes to long rows: a column per indicator, a column per period, or nested series of a JSON record.

The columns made here are named `indicator`, `period`, `value`, `target` and `target_date`; the cells around them stay.
"""

import json
from collections.abc import Iterable, Iterator, Mapping as Dict
from typing import Any

import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources.mapping import Mapping
from dashboard.sources.periods import parse_period
from dashboard.sources.raw import RawBatch
from dashboard.sources.values import normal_name

_LINE = "\0line"
MADE = ("indicator", "period", "value", "target", "target_date")


def long_rows(batch: RawBatch, mapping: Mapping) -> RawBatch:
    """The batch with one row a figure. Empty cells of a wide file are no rows. Raises SourceError when no column of the
    file is an indicator (or a period) of the mapping."""
    if mapping.layout == "indicators":
        return melt(batch, mapping, mapping.indicators, "indicator", "value")
    if mapping.layout == "periods":
        return melt(batch, mapping, [name for name in batch.rows.columns if parse_period(name)], "period", "value")
    return batch


def melt(batch: RawBatch, mapping: Mapping, wide: Iterable[str], variable: str, value: str) -> RawBatch:
    """One row for each filled cell of the columns `wide`: the column's name in `variable`, the cell in `value`."""
    taken = {normal_name(column) for column in mapping.columns.values()}
    names = {normal_name(name) for name in wide} - taken
    columns = [column for column in batch.rows.columns if normal_name(column) in names]
    if not columns:
        raise SourceError(
            f"{batch.file} : aucune colonne de la correspondance {mapping.name} ne s’y trouve ; "
            f"colonnes trouvées : {', '.join(batch.rows.columns)}."
        )
    kept = [name for name in batch.rows.columns if name not in {*columns, variable, value}]
    rows = batch.rows[kept + columns].assign(**{_LINE: batch.rows.index})
    long = rows.melt(id_vars=[_LINE, *kept], value_vars=columns, var_name=variable, value_name=value)
    long = long[long[value].str.strip() != ""].sort_values(_LINE, kind="stable").set_index(_LINE)
    return RawBatch(batch.file, long.astype("str"), batch.rejects, batch.read_bytes, batch.total_bytes)


def record_batches(records: Iterable[Dict[str, Any]], file: str, mapping: Mapping, size: int = 50_000) -> Iterator[RawBatch]:
    """The records of a JSON file as batches of texts; the line is the rank of the record, from 1."""
    make = _series_rows if mapping.layout == "series" else _flat_row
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    names: dict[str, None] = {}
    for rank, record in enumerate(records, start=1):
        names |= dict.fromkeys(name for name, value in record.items() if not isinstance(value, dict | list))
        for row in make(record, mapping):
            rows.append(row)
            lines.append(rank)
        if len(rows) >= size:
            yield _batch(file, rows, lines, names)
            rows, lines = [], []
    yield _batch(file, rows, lines, names)


def _batch(file: str, rows: list[dict[str, str]], lines: list[int], names: Dict[str, None]) -> RawBatch:
    columns = list(dict.fromkeys([*names, *(name for row in rows for name in row)]))
    frame = pd.DataFrame(rows, index=lines, columns=columns, dtype="str").fillna("")
    return RawBatch(file, frame.astype("str"))


def _flat_row(record: Dict[str, Any], mapping: Mapping) -> list[dict[str, str]]:
    return [{name: json_text(value) for name, value in record.items()}]


def _series_rows(record: Dict[str, Any], mapping: Mapping) -> Iterator[dict[str, str]]:
    """A row for each point of each series, then one for each target; an empty list or a null value gives none."""
    names, series = mapping.series, {normal_name(name) for name in mapping.indicators}
    around = {name: json_text(value) for name, value in record.items() if not isinstance(value, dict | list)}
    around |= dict.fromkeys(MADE, "")
    for name, points in record.items():
        if normal_name(name) in series:
            for point in points or []:
                period, value = json_text(point.get(names.date)), json_text(point.get(names.value))
                if value:
                    yield {**around, "indicator": name, "period": period, "value": value}
    for name, target in ((record.get(names.targets) if names.targets else None) or {}).items():
        value = json_text((target or {}).get(names.target))
        if value:
            yield {**around, "indicator": name, "target": value, "target_date": json_text(target.get(names.target_date))}


def json_text(value: Any) -> str:
    """A JSON value as the text a cell would hold: null is empty, a list is joined by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(json_text(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
