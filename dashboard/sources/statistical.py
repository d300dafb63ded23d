"""SPSS and Stata files: every cell to the text that a person reads, a chunk at a time.

A coded value is the text of its label. A missing value that the file defines keeps its label when that says that
someone did not answer (« Ne sait pas »), so that it is counted out of the base; any other missing value is empty.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from collections.abc import Mapping as Dict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard import catalog
from dashboard.catalog.answer_text import fold_answer
from dashboard.errors import SourceError
from dashboard.sources import statistical_child
from dashboard.sources.answers import NO_ANSWER
from dashboard.sources.header import column_names
from dashboard.sources.raw import RawBatch
from dashboard.sources.signature import first_bytes, refuse_foreign
from dashboard.sources.statistical_child import Chunk, Header
from dashboard.sources.values import normal_name
from dashboard.sources.workbook import cell_text

EXTENSIONS = frozenset({".sav", ".zsav", ".por", ".dta"})
_CELLS = 2_000_000
"""Cells read at a time: a file of five hundred variables is read by four thousand rows."""
_PROGRAMS = {".dta": "Stata"}


def read(path: Path, wanted: Collection[str] = (), batch_rows: int = 50_000) -> Iterator[RawBatch]:
    """The rows of a file, `batch_rows` at a time at most; the index is the rank of the row, from 1.

    A column goes by the name of its variable, or by its label when only the label is `wanted`. SourceError, in one
    sentence: a damaged, truncated or foreign file, one without variable or row.
    """
    start = first_bytes(path)
    if not start.startswith((b"$FL", b"<stata_dta>")):
        refuse_foreign(path, start)
    pieces = _pieces(path, batch_rows)
    header = next(pieces)
    if not all(isinstance(name, str) for name in header["names"]):
        raise _damaged(path)
    if not header["names"]:
        raise SourceError(
            f"« {path.name} » ne contient aucune variable : vérifier l’export, puis le charger de nouveau."
        )
    names = column_names(_names(header, wanted), f"« {path.name} »", wanted)
    total, done = path.stat().st_size, 0
    for chunk in pieces:
        frame = _frame(chunk, header["names"], names, done)
        done += len(frame)
        yield RawBatch(path.name, frame, (), total * done // max(header["rows"] or done, done), total)
    _refuse_incomplete(path, done, header["rows"])


def _pieces(path: Path, batch_rows: int) -> Iterator[dict[str, Any]]:
    """What the child says of the file, then its chunks. SourceError when it fails or dies on the way."""
    command = [sys.executable, "-P", statistical_child.__file__, str(path.absolute()), str(batch_rows), str(_CELLS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        try:
            assert child.stdout is not None
            while (piece := pickle.load(child.stdout)) is not None:
                yield piece
        except (EOFError, pickle.UnpicklingError) as error:
            raise _damaged(path) from error
        finally:
            child.kill()


def _damaged(path: Path) -> SourceError:
    program = _PROGRAMS.get(path.suffix.lower(), "SPSS")
    return SourceError(
        f"« {path.name} » est endommagé ou n’est pas un fichier {program} : l’ouvrir dans {program} et l’enregistrer "
        "de nouveau, ou l’exporter en CSV."
    )


def _refuse_incomplete(path: Path, done: int, announced: int | None) -> None:
    if not done:
        raise SourceError(f"« {path.name} » ne contient aucune ligne : vérifier l’export, puis le charger de nouveau.")
    if announced and done < announced:
        raise SourceError(
            f"« {path.name} » est tronqué : il annonce {announced} lignes et en contient {done} ; le télécharger ou "
            "l’exporter de nouveau."
        )


def _names(header: Header, wanted: Collection[str]) -> list[str]:
    """The header: names of variables, or labels where only the label is one that the caller knows."""
    known = {normal_name(name) for name in wanted}
    result = []
    for name in header["names"]:
        label = (header["labels"].get(name) or "").strip()
        by_label = normal_name(name) not in known and normal_name(label) in known
        result.append(label if label and by_label else name)
    return result


def _frame(chunk: Chunk, variables: list[str], names: list[str], before: int) -> pd.DataFrame:
    texts = {
        name: _texts(chunk["columns"][variable], _writer(chunk, variable))
        for name, variable in zip(names, variables, strict=True)
    }
    length = len(texts[names[0]])
    index = pd.RangeIndex(before + 1, before + 1 + length, name="line").astype("int64")
    return pd.DataFrame(texts, index=index, dtype="str")


def _texts(cells: list[Any], write: Callable[[Any], str]) -> list[str]:
    """The text of each cell; each distinct value is written once."""
    known: dict[Any, str] = {}
    result = []
    for cell in cells:
        if cell not in known:
            known[cell] = write(cell)
        result.append(known[cell])
    return result


def _writer(chunk: Chunk, variable: str) -> Callable[[Any], str]:
    """How the values of a variable are written: by label, else as a number, a date or a text."""
    labels, ranges = chunk["values"].get(variable, {}), chunk["ranges"].get(variable, [])
    letters = set(chunk["letters"].get(variable, []))

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
