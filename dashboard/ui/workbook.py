"""A table as an Excel workbook: numbers as numbers, and a second sheet that says what they are and where from."""

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

if TYPE_CHECKING:  # a table offers its own files: the other way round at run time
    from dashboard.ui.table import Column, Content, Table

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""
_HEADING = Font(bold=True, color="FFFFFF")
_FILL = PatternFill("solid", fgColor="000091")
_WIDEST = 60
AnyCell = Cell | MergedCell


def workbook(table: "Table", facts: Iterable[tuple[str, str]]) -> bytes:
    """The bytes of an .xlsx file: sheet « Données », then « Méthode » with one fact a row (name, text)."""
    book = Workbook()
    book.properties.title, book.properties.language, book.properties.creator = table.caption, "fr-FR", "Baromètre"
    assert isinstance(book.active, Worksheet)
    _data(book.active, table)
    _method(book.create_sheet("Méthode"), facts)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def number_format(column: "Column", value: float) -> str:
    """The format of Excel for the numbers of a column: « 1 234,5 % » on a French machine, the value untouched."""
    decimals = column.decimals if column.decimals is not None else (0 if float(value).is_integer() else 2)
    shown = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    unit = column.unit.replace('"', "")
    return f'{shown}"\u00a0{unit}"' if unit else shown


def _data(sheet: Worksheet, table: "Table") -> None:
    sheet.title = "Données"
    for place, column in enumerate(table.columns, start=1):
        _heading(sheet.cell(1, place), column.label)
    for line, row in enumerate(table.contents(), start=2):
        for place, (column, content) in enumerate(zip(table.columns, row, strict=True), start=1):
            _write(sheet.cell(line, place), content, column)
    for place, column in enumerate(table.columns, start=1):
        texts = [column.label, *(str(row[place - 1]) for row in table.contents() if isinstance(row[place - 1], str))]
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, max(12, *(len(t) + 2 for t in texts)))
    sheet.freeze_panes = "B2" if table.row_headers else "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _for_paper(sheet)


def _method(sheet: Worksheet, facts: Iterable[tuple[str, str]]) -> None:
    for place, label in enumerate(("Rubrique", "Contenu"), start=1):
        _heading(sheet.cell(1, place), label)
    for line, (name, text) in enumerate(facts, start=2):
        for place, content in enumerate((name, text), start=1):
            _write(sheet.cell(line, place), content, None)
            sheet.cell(line, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(line, 1).font = Font(bold=True)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100
    sheet.freeze_panes = "A2"
    _for_paper(sheet)


def _heading(cell: AnyCell, label: str) -> None:
    _write(cell, label, None)
    cell.font, cell.fill = _HEADING, _FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def _write(cell: AnyCell, content: "Content", column: "Column | None") -> None:
    if content is None or content == "":  # an empty text would not be an empty cell
        return
    if isinstance(content, str):
        cell.value = _text(content)
        cell.data_type = "s"  # a text that begins with « = » is a text
    else:
        cell.value = content
        if column is not None:
            cell.number_format = number_format(column, content)


def _text(text: str) -> str:
    """Without the control characters that no workbook can hold."""
    return re.sub(ILLEGAL_CHARACTERS_RE, "", text)[:LONGEST]


def _for_paper(sheet: Worksheet) -> None:
    """Printed as wide as the sheet, headings on every page."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = "landscape", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
