"""SPSS and Stata files: every cell to the text that a person reads, a chunk at a time.

A coded value is the text of its label. A missing value that the file defines keeps its label when that says that
someone did not answer (« Ne sait pas »), so that it is counted out of the base; any other missing value is empty.
"""

from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as Dict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from dashboard import catalog
from dashboard.catalog.answer_text import fold_answer
from dashboard.errors import SourceError
from dashboard.sources.answers import NO_ANSWER
from dashboard.sources.header import column_names
from dashboard.sources.raw import RawBatch
from dashboard.sources.signature import first_bytes, refuse_foreign
from dashboard.sources.values import normal_name
from dashboard.sources.workbook import cell_text

EXTENSIONS = frozenset({".sav", ".zsav", ".por", ".dta"})
_CELLS = 2_000_000
"""Cells read at a time: a file of five hundred variables is read by four thousand rows."""
_PROGRAMS = {".dta": "Stata"}
_OLD_ENCODING = "windows-1252"

Columns = Dict[str, list[Any]]


def read(path: Path, wanted: Collection[str] = (), batch_rows: int = 50_000) -> Iterator[RawBatch]:
    """The rows of a file, `batch_rows` at a time at most; the index is the rank of the row, from 1.

    A column goes by the name of its variable, or by its label when only the label is `wanted`. SourceError, in one
    sentence: a damaged, truncated or foreign file, one without variable or row.
    """
    start = first_bytes(path)
    if not start.startswith((b"$FL", b"<stata_dta>")):
        refuse_foreign(path, start)
    about = _read(path, metadataonly=True)[1]
    rows = about.number_rows if about.number_rows and about.number_rows > 0 else None
    if not about.column_names:
        raise SourceError(
            f"« {path.name} » ne contient aucune variable : vérifier l’export, puis le charger de nouveau."
        )
    names = column_names(_names(about, wanted), f"« {path.name} »", wanted)
    limit = max(1, min(batch_rows, _CELLS // len(names)))
    total, done = path.stat().st_size, 0
    while True:
        columns, met = _read(path, row_limit=limit, row_offset=done)
        found = len(columns[about.column_names[0]])
        if found:
            frame = _frame(columns, met, names, done)
            done += found
            yield RawBatch(path.name, frame, (), total * done // max(rows or done, done), total)
        if found < limit:
            break
    _refuse_incomplete(path, done, rows)


def _refuse_incomplete(path: Path, done: int, announced: int | None) -> None:
    if not done:
        raise SourceError(f"« {path.name} » ne contient aucune ligne : vérifier l’export, puis le charger de nouveau.")
    if announced and done < announced:
        raise SourceError(
            f"« {path.name} » est tronqué : il annonce {announced} lignes et en contient {done} ; le télécharger ou "
            "l’exporter de nouveau."
        )


def _read(path: Path, **options: Any) -> tuple[Columns, Any]:
    """What the library reads, its refusals in French. A text that does not decode is read again as Windows wrote it."""
    extension = path.suffix.lower()
    readers: dict[str, Callable[..., tuple[Any, Any]]] = {".dta": pyreadstat.read_dta, ".por": pyreadstat.read_por}
    reader = readers.get(extension, pyreadstat.read_sav)
    # The library takes neither option for portable files, which say nothing of either.
    attempts: list[dict[str, Any]] = [{}]
    if extension != ".por":
        attempts = [{"user_missing": True}, {"user_missing": True, "encoding": _OLD_ENCODING}]
    for attempt in attempts:
        try:
            columns, about = reader(str(path), output_format="dict", **attempt, **options)
            return columns, about
        except Exception as error:  # a damaged file comes out of the library as anything
            last = error
    program = _PROGRAMS.get(extension, "SPSS")
    raise SourceError(
        f"« {path.name} » est endommagé ou n’est pas un fichier {program} : l’ouvrir dans {program} et l’enregistrer "
        "de nouveau, ou l’exporter en CSV."
    ) from last


def _names(about: Any, wanted: Collection[str]) -> list[str]:
    """The header: names of variables, or labels where only the label is one that the caller knows."""
    known = {normal_name(name) for name in wanted}
    result = []
    for name in about.column_names:
        label = (about.column_names_to_labels.get(name) or "").strip()
        by_label = normal_name(name) not in known and normal_name(label) in known
        result.append(label if label and by_label else name)
    return result


def _frame(columns: Columns, about: Any, names: list[str], before: int) -> pd.DataFrame:
    """A chunk. `about` is what the library says of this chunk: Stata's missing values are listed as they are met."""
    texts = {
        name: _texts(columns[variable], _labels(about, variable))
        for name, variable in zip(names, about.column_names, strict=True)
    }
    length = len(columns[about.column_names[0]])
    index = pd.RangeIndex(before + 1, before + 1 + length, name="line").astype("int64")
    return pd.DataFrame(texts, index=index, dtype="str")


def _texts(cells: list[Any], labels: Callable[[Any], str]) -> list[str]:
    """The text of each cell; each distinct value is written once."""
    known: dict[Any, str] = {}
    result = []
    for cell in cells:
        if cell not in known:
            known[cell] = labels(cell)
        result.append(known[cell])
    return result


def _labels(about: Any, variable: str) -> Callable[[Any], str]:
    """How the values of a variable are written: by label, else as a number, a date or a text."""
    labels = about.variable_value_labels.get(variable, {})
    ranges = about.missing_ranges.get(variable, [])
    letters = set(about.missing_user_values.get(variable, []))

    def write(value: object) -> str:
        if value is None or value != value:
            return ""
        label = str(labels.get(value, "")).strip()
        if value in letters or any(_within(value, one) for one in ranges):
            return label if fold_answer(label) in _silent() else ""
        return label or cell_text(value).strip()

    return write


def _within(value: Any, missing: Dict[str, Any]) -> bool:
    low, high = missing["lo"], missing["hi"]
    if isinstance(value, str) or isinstance(low, str):
        return bool(value == low)
    return bool(isinstance(value, int | float) and low <= value <= high)


@cache
def _silent() -> frozenset[str]:
    """What people say when they do not answer, as `fold_answer` writes it: the exclusions of every scale."""
    excluded = (answer for scale in catalog.scales().values() for one in scale.excluded for answer in one.answers)
    return frozenset({*NO_ANSWER, *map(fold_answer, excluded)})
