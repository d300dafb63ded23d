"""An accessible table: caption, headers with a scope, numbers to the right, and the same rows as a CSV file.

`st.dataframe` is a canvas that a screen reader hardly reads, `st.table` has no caption: this one is plain HTML.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.ui import exports, provenance
from dashboard.ui.exports import Export
from dashboard.ui.method import Method
from dashboard.wording import numerals
from dashboard.wording.file_name import file_name
from dashboard.wording.reading import Reading
from dashboard.wording.spreadsheet import inert


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `decimals` not None: its numbers are written with that many, `unit` after them (« % », « jours »)."""

    label: str
    decimals: int | None = None
    unit: str = ""

    @property
    def numeric(self) -> bool:
        return self.decimals is not None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows when a bare text or number is not enough.

    `href` leads to a page of the application; `note` is a second, smaller line; `label` is what a screen reader says
    of the link instead of the content; `shade` 1 (least favourable) to 5 colours the cell of a matrix, 0 hatches it.
    `picture`: an image of ours (`charts`) before the content, which it repeats. `drawn`: what the screen shows in
    place of a number that the file keeps (a limit beyond the scale).
    """

    content: str | float | int | None
    href: str = ""
    note: str = ""
    label: str = ""
    shade: int | None = None
    drawn: float | None = None
    picture: str = ""


Content = str | float | int | None
Row = Sequence[Cell | Content]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a caption. The first cell of a row is its header, unless `row_headers` is False."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Content, ...], ...]
    row_headers: bool = True

    @classmethod
    def of(cls, caption: str, columns: Sequence[Column | str], rows: Sequence[Row]) -> "Table":
        """A table from plain labels and lists. Raises ValueError when a row is not as long as the header."""
        for row in rows:
            if len(row) != len(columns):
                raise ValueError(f"{len(row)} cells under {len(columns)} columns: {row!r}")
        named = tuple(Column(column) if isinstance(column, str) else column for column in columns)
        return cls(caption, named, tuple(tuple(row) for row in rows))

    @property
    def name(self) -> str:
        """An identifier made of its caption and columns, which no two tables of a page share."""
        return "spp-" + hashlib.sha256(repr((self.caption, self.columns)).encode()).hexdigest()[:10]

    def contents(self) -> list[tuple[Content, ...]]:
        """The rows without links, notes nor shades: what a file keeps."""
        return [tuple(cell.content if isinstance(cell, Cell) else cell for cell in row) for row in self.rows]

    def csv(self) -> bytes:
        """The rows as French spreadsheets read them: UTF-8 with BOM, `;`, decimal comma, CRLF.

        A text that a spreadsheet would take for a formula is preceded by an apostrophe (CSV injection, OWASP).
        """
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([inert(column.label) for column in self.columns])
        writer.writerows([_csv_value(content) for content in row] for row in self.contents())
        return text.getvalue().encode("utf-8-sig")


def html_table(
    caption: str,
    columns: Sequence[Column | str],
    rows: Sequence[Row],
    *,
    tall: bool = False,
    matrix: bool = False,
    container: "st.delta_generator.DeltaGenerator | None" = None,
    filename: str = "",
    reading: Reading | None = None,
    method: Callable[[], Method] | None = None,
    when: str = "",
    filtered: bool = True,
) -> None:
    """Draw a table and the line of its files. `tall` gives it a height and a header that stays; `matrix` centres and
    colours its cells. `filename`: that of its caption when it is not given; `reading` and `method` as in `chart.show`;
    `when` and `filtered` as in `provenance.current`."""
    table = Table.of(caption, columns, rows)
    with container or st.container(gap="xsmall"):
        show(table, tall=tall, matrix=matrix)
        source = provenance.current(when=when, filtered=filtered)
        name = filename or file_name(caption)
        _under(Export(table.name, caption, name, lambda: table, source, reading, method))


@st.fragment
def _under(export: Export) -> None:
    """A fragment: opening a panel runs it alone, not the whole page."""
    exports.actions(export)


def show(
    table: Table,
    *,
    tall: bool = False,
    matrix: bool = False,
    container: "st.delta_generator.DeltaGenerator | None" = None,
) -> None:
    """Draw a table made elsewhere."""
    (container or st).html(markup(table, tall=tall, matrix=matrix))


def markup(table: Table, *, tall: bool = False, matrix: bool = False, focused: bool = True) -> str:
    """The table as HTML; every text that comes from data is escaped. The region that scrolls takes the focus (unless
    `focused` is False: nobody sees it): its caption names it."""
    name, size, stop = table.name, " spp-tall" if tall else "", ' tabindex="0"' if focused else ""
    head = "".join(f'<th scope="col"{_class(column)}>{escape(column.label)}</th>' for column in table.columns)
    body = "".join(f"<tr>{_row(table, row)}</tr>" for row in table.rows)
    return (
        f'<div class="spp-scroll{size}" role="region" aria-labelledby="{name}"{stop}>'
        f'<table class="spp-table{" spp-matrix" if matrix else ""}">'
        f'<caption id="{name}">{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(table: Table, row: tuple[Cell | Content, ...]) -> str:
    cells = []
    for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
        full = cell if isinstance(cell, Cell) else Cell(cell)
        inside = _inside(full, column)
        if place == 0 and table.row_headers:
            cells.append(f'<th scope="row"{_class(column)}>{inside}</th>')
        else:
            cells.append(f"<td{_class(column, full.shade, pictured=bool(full.picture))}>{inside}</td>")
    return "".join(cells)


def _inside(cell: Cell, column: Column) -> str:
    text = escape(_shown(cell.content if cell.drawn is None else cell.drawn, column))
    text = cell.picture + text
    if cell.note:
        text += f'<span class="spp-note">{escape(cell.note)}</span>'
    if not cell.href:
        return f"<span>{text}</span>" if cell.shade is not None else text
    spoken = f' aria-label="{escape(cell.label)}"' if cell.label else ""
    return f'<a class="spp-link" href="{escape(_local(cell.href))}" target="_self"{spoken}>{text}</a>'


def _local(href: str) -> str:
    """Only addresses of the application: `./sites?…`. A label loaded from a file can never become a script."""
    if not href.startswith(("./", "#")):
        raise ValueError(f"a link of a table leads to a page of the application: {href!r}")
    return href


def _shown(content: Content, column: Column) -> str:
    if content is None:
        return "–"
    if isinstance(content, str):
        return content
    return numerals.with_unit(numerals.number(content, column.decimals or 0), column.unit)


def _class(column: Column, shade: int | None = None, *, pictured: bool = False) -> str:
    names = ["spp-number"] * column.numeric + ["spp-pictured"] * pictured
    if shade is not None:
        names.append(f"spp-shade-{shade}" if shade else "spp-shade-none")
    return f' class="{" ".join(names)}"' if names else ""


def _csv_value(content: Content) -> str:
    if content is None:
        return ""
    if isinstance(content, str):
        return inert(content)
    return repr(content).replace(".", ",")
