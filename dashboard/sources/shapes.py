"""Foreign shapes to long rows: a column per indicator, a column per period, or nested series of a JSON record.

The columns made here are named `indicator`, `period`, `value`, `target` and `target_date`; the cells around them stay.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources import json_records
from dashboard.sources.mapping import Mapping
from dashboard.sources.periods import parse_period
from dashboard.sources.raw import RawBatch, listed
from dashboard.sources.values import normal_name

_LINE = "\0line"
_MADE = ("indicator", "period", "value", "target", "target_date")


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
            f"{batch.file} : aucune colonne de la correspondance {mapping.name} ne s’y trouve ; "
            f"colonnes trouvées : {listed(list(batch.rows.columns))}."
        )
    kept = [name for name in batch.rows.columns if name not in {*columns, variable, value}]
    rows = batch.rows[kept + columns].assign(**{_LINE: batch.rows.index})
    long = rows.melt(id_vars=[_LINE, *kept], value_vars=columns, var_name=variable, value_name=value)
    long = long[long[value].str.strip() != ""].sort_values(_LINE, kind="stable").set_index(_LINE)
    return RawBatch(batch.file, long.astype("str"), batch.rejects, batch.read_bytes, batch.total_bytes)


def records_at(path: Path, place: str) -> list[dict[str, Any]]:
    """The records at a dotted place of a JSON document (« data.items »). Raises SourceError: no such list."""
    if not place:
        return json_records.read(path)
    found = json_records.document(path)
    try:
        for name in place.split("."):
            found = found[name]
    except (KeyError, TypeError) as error:
        raise SourceError(
            f"« {path.name} » n’a pas de liste « {place} » : corriger « records » dans la correspondance."
        ) from error
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        raise SourceError(
            f"« {path.name} » : « {place} » n’est pas une liste d’enregistrements, corriger la correspondance."
        )
    return found


def record_batch(records: Iterable[Dict[str, Any]], file: str, mapping: Mapping) -> RawBatch:
    """The records of a JSON document as texts; the line is the rank of the record, from 1."""
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    names: dict[str, None] = {}
    for rank, record in enumerate(records, start=1):
        made = (
            _series_rows(record, mapping, f"«\u00a0{file}\u00a0», enregistrement {rank}")
            if mapping.layout == "series"
            else [_texts(record)]
        )
        for row in made:
            names |= dict.fromkeys(row)
            rows.append(row)
            lines.append(rank)
    if not rows:
        raise SourceError(
            f"« {file} » ne contient aucune valeur sous la correspondance {mapping.name} : vérifier le fichier."
        )
    frame = pd.DataFrame(rows, index=lines, columns=list(names), dtype="str").fillna("")
    return RawBatch(file, frame)


def _texts(record: Dict[str, Any]) -> dict[str, str]:
    return {name: json_records.field_text(value) for name, value in record.items()}


def _series_rows(record: Dict[str, Any], mapping: Mapping, where: str) -> Iterator[dict[str, str]]:
    """A row for each point of each series, then one for each target; an empty list or a null value gives none."""
    names, wanted = mapping.series, {normal_name(name) for name in mapping.indicators}
    around = _texts({name: value for name, value in record.items() if not isinstance(value, dict | list)})
    around |= dict.fromkeys(_MADE, "")
    for name, points in record.items():
        if normal_name(name) in wanted:
            for point in _points(points, f"{where}, «\u00a0{name}\u00a0»"):
                if value := point.get(names.value, ""):
                    yield {**around, "indicator": name, "period": point.get(names.date, ""), "value": value}
    for name, aim in _object(record.get(names.targets), where).items():
        target = _texts(_object(aim, f"{where}, «\u00a0{name}\u00a0»"))
        if value := target.get(names.target, ""):
            yield {**around, "indicator": name, "target": value, "target_date": target.get(names.target_date, "")}


def _points(points: object, where: str) -> list[dict[str, str]]:
    """The points of a series; null or an empty one has none."""
    if not isinstance(points or [], list):
        raise SourceError(f"{where}\u00a0: attendu une liste de points, vérifier l’export ou la correspondance.")
    return [_texts(_object(point, where)) for point in points or []]  # type: ignore[attr-defined]


def _object(value: object, where: str) -> Dict[str, Any]:
    if not isinstance(value or {}, dict):
        raise SourceError(f"{where}\u00a0: attendu un objet, vérifier l’export ou la correspondance.")
    return value or {}  # type: ignore[return-value]
