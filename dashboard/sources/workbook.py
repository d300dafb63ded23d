"""Excel workbooks (.xlsx): every cell to the text that a person reads, sheet by sheet, in bounded memory."""

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources.header import SEARCHED_ROWS, clean_name, column_names, header_index, wanted_names
from dashboard.sources.raw import RawBatch, Reject, batch_size, excerpt
from dashboard.sources.signature import ZIP, first_bytes, refuse_foreign

MAX_UNCOMPRESSED = 1_000_000_000
MAX_RATIO = 200
MAX_HELD = 100_000_000
"""Bytes of the parts that are held whole (shared texts, styles); sheets are read as they come."""
MAX_PARTS = 10_000
MAX_ROWS = 1_048_576
MAX_CELL = 10_000_000
MAX_CELLS = 100_000_000
"""Cells, empty ones included, that are gone through: a single cell at the far end of a row stands for sixteen thousand.
"""
_SMALL = 10_000_000
"""A sheet of repeated cells compresses very well: the ratio alone condemns nothing below this size."""
_SHEETS = "xl/worksheets/"
_LITERAL = re.compile(r'"[^"]*"|\\.')
"""The parts of a number format that are printed as they are: `0.0"%"` does not multiply by 100, `0.0%` does."""


def cell_text(value: object, number_format: str = "General") -> str:
    """The text of a cell: ISO dates, whole numbers, Oui/Non, « 85 % » where the cell shows a percentage."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, int | float):
        if "%" in _LITERAL.sub("", number_format):
            return f"{value * 100:.12g} %"
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e21)
        return str(int(value)) if whole else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time.min else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("_x000D_", "")


def _text(cell: Any) -> str:
    """`cell_text` of a cell of openpyxl; only a number is worth the look-up of its format."""
    value = cell.value
    if type(value) is str:
        return value.replace("_x000D_", "")
    return cell_text(value, cell.number_format if isinstance(value, int | float) else "General")


def _refuse_bomb(path: Path) -> None:
    """SourceError for a workbook that would take far more than its size once open."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        size, packed = sum(part.file_size for part in parts), max(1, sum(part.compress_size for part in parts))
        held = sum(part.file_size for part in parts if not part.filename.startswith(_SHEETS))
        if len(parts) > MAX_PARTS:
            raise SourceError(f"«\u00a0{path.name}\u00a0» est fait de {len(parts)} fichiers\u00a0: l’exporter en CSV.")
        if size > MAX_UNCOMPRESSED or held > MAX_HELD or (size > _SMALL and size / packed > MAX_RATIO):
            raise SourceError(
                f"«\u00a0{path.name}\u00a0» occuperait {size / 1e6:.0f}\u00a0Mo une fois décompressé\u00a0: "
                "l’exporter en CSV."
            )
        texts = [part for part in parts if part.file_size > MAX_CELL and part.filename.endswith(".xml")]
        if any(_holds_long_text(archive, part) for part in texts):
            raise SourceError(
                f"«\u00a0{path.name}\u00a0» contient une cellule de plus de {MAX_CELL // 1_000_000} millions de "
                "caractères\u00a0: la raccourcir."
            )


def _holds_long_text(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """True when a text or a tag of the part is longer than any cell: the parser would hold it whole, several times."""
    run = 0
    with archive.open(part) as content:
        while block := content.read(1 << 20):
            last = block.rfind(b"<")
            run = run + len(block) if last < 0 else len(block) - last
            if run > MAX_CELL:
                return True
    return False


def _damaged(path: Path) -> SourceError:
    return SourceError(
        f"« {path.name} » est endommagé ou n’est pas un classeur XLSX : l’ouvrir dans un "
        "tableur et l’enregistrer de nouveau."
    )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The workbook, closed on the way out (openpyxl itself leaves the file open when it fails to read it)."""
    start = first_bytes(path)
    if not start.startswith(ZIP):
        refuse_foreign(path, start)
        raise _damaged(path)
    with path.open("rb") as file:
        try:
            _refuse_bomb(path)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that it does not keep
                book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except SourceError:
            raise
        except Exception as error:  # a damaged file comes out of zipfile, the XML parser or openpyxl as anything
            raise _damaged(path) from error
        try:
            yield book
        finally:
            book.close()


def _rows(sheet: Any, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with its number, trailing empty cells cut."""
    sheet.reset_dimensions()  # some programs write a wrong one, and openpyxl would stop there
    rows = enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1), start=1)
    gone = 0
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                number, row = next(rows)
            cells = [_text(cell) for cell in row]
        except StopIteration:
            return
        except Exception as error:  # as above: the sheet is only read now
            raise _damaged(path) from error
        gone += len(cells)
        if number > MAX_ROWS or gone > MAX_CELLS:
            raise SourceError(
                f"«\u00a0{path.name}\u00a0», feuille «\u00a0{sheet.title}\u00a0»\u00a0: des cellules sont écrites "
                f"trop loin (ligne {number}, {len(cells)} colonnes)\u00a0; supprimer les lignes et colonnes vides, ou "
                "exporter en CSV."
            )
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _chosen(book: Any, path: Path, sheet: str | None, wanted: Collection[str]) -> list[Any]:
    """The sheet asked for; else the visible one whose header names the most wanted columns, with its likes."""
    if sheet is not None:
        found = [ws for ws in book.worksheets if ws.title.strip() == sheet.strip()]
        if not found:
            titles = ", ".join(f"« {ws.title} »" for ws in book.worksheets)
            raise SourceError(f"« {path.name} » n’a pas de feuille « {sheet} » : choisir parmi {titles}.")
        return found
    headers: list[tuple[Any, list[str]]] = []
    for ws in book.worksheets:
        if ws.sheet_state == "visible":
            top = [cells for _, cells in islice(_rows(ws, path), SEARCHED_ROWS)]
            if (at := header_index(top, wanted)) >= 0:
                headers.append((ws, top[at]))
    if not headers:
        raise SourceError(
            f"« {path.name} » ne contient aucune feuille remplie : vérifier l’export, puis le charger de nouveau."
        )
    best = max(headers, key=lambda pair: wanted_names(pair[1], wanted))[1]
    names = [clean_name(cell) for cell in best]
    return [ws for ws, header in headers if [clean_name(cell) for cell in header] == names]


def read(
    path: Path, sheet: str | None = None, wanted: Collection[str] = (), batch_rows: int = 50_000
) -> Iterator[RawBatch]:
    """The rows of a workbook, `batch_rows` at a time; the index is the row in the sheet.

    Without `sheet`: the visible sheet that names the most `wanted` columns, with those of the same header (an export of
    one sheet a year); each is then told apart in `RawBatch.file`. SourceError, in one sentence: a damaged, protected
    or oversized workbook, an unknown or empty sheet, a column named twice.
    """
    with _opened(path) as book:
        heights = {ws.title: ws.max_row or 1 for ws in book.worksheets}  # before `_rows` forgets the dimensions
        sheets = _chosen(book, path, sheet, wanted)
        empty = True
        for rank, ws in enumerate(sheets):
            label = path.name if len(sheets) == 1 else f"{path.name} (feuille {ws.title})"
            for batch in _sheet(ws, path, label, wanted, batch_rows, heights[ws.title]):
                empty = False
                done = (rank + batch.read_bytes / batch.total_bytes) / len(sheets)
                yield replace(batch, read_bytes=int(done * batch.total_bytes))
        if empty:
            raise SourceError(
                f"« {path.name} » ne contient aucune ligne : seul l’en-tête est présent, vérifier l’export."
            )


def _sheet(
    ws: Any, path: Path, label: str, wanted: Collection[str], batch_rows: int, height: int
) -> Iterator[RawBatch]:
    rows = _rows(ws, path)
    top = list(islice(rows, SEARCHED_ROWS))
    at = header_index([cells for _, cells in top], wanted)
    if at < 0:
        raise SourceError(f"La feuille « {ws.title} » de « {path.name} » est vide : choisir une autre feuille.")
    columns = column_names(top[at][1], f"« {label} »", wanted)
    width, total = len(columns), path.stat().st_size
    most = batch_size(batch_rows, width)
    lines: list[int] = []
    table: list[list[str]] = []
    rejects: list[Reject] = []

    def batch(number: int) -> RawBatch:
        index = pd.Index(lines, dtype="int64", name="line")
        frame = pd.DataFrame(table, index=index, columns=columns, dtype="str")
        return RawBatch(label, frame, tuple(rejects), total * min(number, height) // height, total)

    for source in (top[at + 1 :], rows):
        for number, cells in source:
            if len(cells) > width:
                reason = f"{len(cells)} cellules au lieu de {width}"
                rejects.append(Reject(label, number, "", excerpt(";".join(cells)), reason))
            else:
                lines.append(number)
                table.append(cells + [""] * (width - len(cells)))
            if len(table) >= most or len(rejects) >= most:
                yield batch(number)
                lines, table, rejects = [], [], []
    if table or rejects:
        yield batch(height)
