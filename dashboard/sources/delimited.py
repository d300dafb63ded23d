"""Delimited text (CSV, TSV) in bounded memory: one pass, a batch at a time, whatever the size of the file."""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import pandas as pd

from dashboard.errors import SourceError
from dashboard.sources.header import SEARCHED_ROWS, column_names, header_index, wanted_names
from dashboard.sources.raw import RawBatch, Reject, batch_size, excerpt
from dashboard.sources.signature import first_bytes, refuse_foreign
from dashboard.sources.text_encoding import CountedBytes, open_text

DELIMITERS = ";,\t|"
MAX_CELL = 10_000_000
_MAX_LINE = 4 * MAX_CELL
_SAMPLE = 1 << 18
_END = "\ufdd0"
"""A line added after the last one (U+FDD0 is no character). Inside a cell, it proves that a quote was left open."""

Record = tuple[int, list[str]]


class _Lines:
    """The physical lines, then `_END`. `complete`: the last one ended with a newline; `ended`: `_END` was given."""

    def __init__(self, stream: TextIO, name: str) -> None:
        self._stream, self._name = stream, name
        self.complete = True
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        number = 0
        read = self._stream.readline
        line = read(_MAX_LINE).lstrip("\ufeff")
        while line:
            number += 1
            if len(line) >= _MAX_LINE:
                raise SourceError(
                    f"« {self._name} », ligne {number} : plus de {_MAX_LINE // 1_000_000} millions de caractères sans "
                    "retour à la ligne ; vérifier que le fichier est bien un export CSV."
                )
            last, line = line, read(_MAX_LINE)
            self.complete = bool(line) or last.endswith(("\n", "\r"))
            yield last
        self.ended = True
        yield _END + "\n"


def _records(lines: _Lines, delimiter: str, name: str) -> Iterator[Record]:
    """Each record with its first physical line, blank ones skipped. SourceError for a cell that never ends."""
    reader = csv.reader(lines, delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if lines.ended:
                if cells != [_END]:
                    raise SourceError(
                        f"« {name} », ligne {line} : un guillemet ouvert n’est jamais refermé, le fichier est sans "
                        "doute tronqué ; le télécharger ou l’exporter de nouveau."
                    )
                return
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            f"« {name} », ligne {line} : une cellule dépasse {MAX_CELL // 1_000_000} millions de caractères ; un "
            "guillemet n’est sans doute pas refermé, corriger cette ligne."
        ) from error


def _delimiter(sample: str, wanted: Collection[str]) -> str:
    """The delimiter that yields the most wanted columns in the header, else the most columns."""
    announced = sample.lstrip("\ufeff").split("\n", 1)[0].strip().casefold()
    if announced.startswith("sep=") and len(announced) == 5 and announced[4] in DELIMITERS:
        return announced[4]

    def score(delimiter: str) -> tuple[int, int]:
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(sample.lstrip("\ufeff"), newline=""), delimiter=delimiter):
                rows.append(row)
                if len(rows) == SEARCHED_ROWS:
                    break
        except csv.Error:  # a cell over the limit: `_records` says it, with its line
            pass
        at = header_index(rows, wanted)
        return (wanted_names(rows[at], wanted), len(rows[at])) if at >= 0 else (0, 0)

    return max(DELIMITERS, key=score)


def header_of(path: Path, wanted: Collection[str]) -> tuple[str, int, list[str], list[str]]:
    """The delimiter of a file, the line of its header, the cells of that line and the columns that they name.

    SourceError as `read` does.
    """
    start = first_bytes(path)
    refuse_foreign(path, start)
    csv.field_size_limit(MAX_CELL)
    with open_text(path, start)[0] as stream:
        delimiter = _delimiter(stream.read(_SAMPLE), wanted)
    with open_text(path, start)[0] as stream:
        (line, cells), _ = _find_header(_records(_Lines(stream, path.name), delimiter, path.name), path.name, wanted)
    return delimiter, line, cells, column_names(cells, f"«\u00a0{path.name}\u00a0»", wanted)


def _find_header(records: Iterator[Record], name: str, wanted: Collection[str]) -> tuple[Record, list[Record]]:
    """The record that names the columns, and those read beyond it while looking for it."""
    seen: list[Record] = []
    for line, cells in records:
        if not (line == 1 and len(cells) <= 2 and cells[0].casefold().startswith("sep=")):
            seen.append((line, cells))
        if len(seen) == SEARCHED_ROWS:
            break
    at = header_index([cells for _, cells in seen], wanted)
    if at < 0:
        raise SourceError(f"« {name} » ne contient aucun texte : vérifier l’export, puis le charger de nouveau.")
    return seen[at], seen[at + 1 :]


@dataclass(slots=True)
class _Table:
    """The rows that wait for the batch to be full."""

    name: str
    columns: list[str]
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def add(self, line: int, cells: list[str]) -> None:
        width = len(self.columns)
        if len(cells) != width:
            # Empty cells in excess carry nothing: spreadsheets write them. Everything else is refused.
            if len(cells) > width and not any(cells[width:]):
                del cells[width:]
            elif not any(cell.strip() for cell in cells):
                return  # a line of spaces
            else:
                reason = f"{len(cells)} cellule{'s' * (len(cells) > 1)} au lieu de {width}"
                self.rejects.append(Reject(self.name, line, "", excerpt(";".join(cells)), reason))
                return
        self.lines.append(line)
        self.rows.append(cells)

    def batch(self, read_bytes: int, total_bytes: int) -> RawBatch:
        index = pd.Index(self.lines, dtype="int64", name="line")
        rows = pd.DataFrame(self.rows, index=index, columns=self.columns, dtype="str")
        result = RawBatch(self.name, rows, tuple(self.rejects), read_bytes, total_bytes)
        self.lines, self.rows, self.rejects = [], [], []
        return result


def read(path: Path, wanted: Collection[str] = (), batch_rows: int = 50_000) -> Iterator[RawBatch]:
    """The rows of a delimited file, `batch_rows` at a time.

    `wanted`: names of the columns that the caller knows; they decide the delimiter and the row that is the header.
    The index is the first physical line of each record, from 1. A row with more or fewer cells than the header is a
    Reject. SourceError, in one sentence: an empty, binary or truncated file, a web page, a column named twice, no row.
    """
    start = first_bytes(path)
    refuse_foreign(path, start)
    csv.field_size_limit(MAX_CELL)
    stream, counted = open_text(path, start)
    with stream:
        delimiter = _delimiter(stream.read(_SAMPLE), wanted)
    stream, counted = open_text(path, start)
    with stream:
        lines = _Lines(stream, path.name)
        yield from _batches(lines, counted, path, delimiter, wanted, batch_rows)


def _batches(
    lines: _Lines, counted: CountedBytes, path: Path, delimiter: str, wanted: Collection[str], batch_rows: int
) -> Iterator[RawBatch]:
    records = _records(lines, delimiter, path.name)
    (_, header), ahead = _find_header(records, path.name, wanted)
    columns = column_names(header, f"«\u00a0{path.name}\u00a0»", wanted)
    total, found, last = path.stat().st_size, 0, (0, 0)
    table, most = _Table(path.name, columns), batch_size(batch_rows, len(columns))
    for source in (ahead, records):
        for line, cells in source:
            found += 1
            last = line, len(cells)
            table.add(line, cells)
            if len(table.rows) >= most or len(table.rejects) >= most:
                yield table.batch(counted.count, total)
    if not found:
        raise SourceError(f"« {path.name} » ne contient aucune ligne : seul l’en-tête est présent, vérifier l’export.")
    if not lines.complete and last[1] < len(columns):
        raise SourceError(
            f"« {path.name} » est tronqué : la dernière ligne ({last[0]}) s’arrête à la colonne {last[1]} sur "
            f"{len(columns)} ; le télécharger ou l’exporter de nouveau."
        )
    if table.rows or table.rejects:
        yield table.batch(counted.count, total)
