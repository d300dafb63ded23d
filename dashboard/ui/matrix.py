"""The matrix as a table of buttons: a Streamlit component, because heatmap clicks are never reported (streamlit#8760).

Keyboard as in the ARIA grid pattern: one tab stop, arrows, Home and End, Enter to open. Colours are those of the theme.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.matrix import (
    STANDINGS,
    Cell,
    Cells,
    ColumnHead,
    RowHead,
    Standing,
    change_text,
    marks,
    sentence,
    standing,
    value_text,
)
from dashboard.charts.signs import GOALS, SIGNALS, VERDICTS, Goal, Sign, Signal, Verdict

_HERE = Path(__file__).parent
_component = st.components.v2.component(
    "barometre_matrix",
    html='<div class="matrix"></div>',
    css=(_HERE / "matrix.css").read_text(encoding="utf-8"),
    js=(_HERE / "matrix.js").read_text(encoding="utf-8"),
)


def render(
    rows: Sequence[RowHead],
    columns: Sequence[ColumnHead],
    cells: Cells,
    key: str,
    on_choose: Callable[[str, str], None],
    *,
    caption: str = "",
    heading: str = "Service",
) -> None:
    """Draws the matrix and calls `on_choose(row code, column code)` once, in the run that follows a choice.
    `heading` names the rows.

    The trigger lasts one run: coming back to the page with the browser's Back does not choose again.
    """
    chosen = _component(key=key, data=content(rows, columns, cells, caption, heading), on_chosen_change=_nothing).chosen
    if chosen:
        on_choose(str(chosen[0]), str(chosen[1]))


def _nothing() -> None:
    """Streamlit wants a callback to report a trigger."""


def content(
    rows: Sequence[RowHead], columns: Sequence[ColumnHead], cells: Cells, caption: str = "", heading: str = "Service"
) -> dict[str, Any]:
    """What is sent to the browser: texts only, so that a withheld figure has no number to leak."""
    return {
        "caption": caption,
        "heading": heading,
        "columns": [{"code": column.code, "short": column.short, "label": column.label} for column in columns],
        "rows": [
            {
                "code": row.code,
                "label": row.label,
                "cells": [_cell(row, column, cells.get((row.code, column.code))) for column in columns],
            }
            for row in rows
        ],
        "legend": _legend(cells),
    }


def _cell(row: RowHead, column: ColumnHead, cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {
        "value": value_text(cell, column.measure),
        "change": change_text(cell, column.measure),
        "marks": [None if sign is None else {"glyph": sign.glyph, "tone": _tone(sign)} for sign in marks(cell)],
        "standing": standing(cell).value,
        "says": f"{sentence(row, column, cell)} Ouvrir le détail.",
    }


def _tone(sign: Sign) -> str:
    return sign.role if sign.role in ("better", "worse", "notable") else "usual"


def _legend(cells: Cells) -> dict[str, Any]:
    """Only what occurs, three families of marks and the backgrounds."""
    present = {sign for cell in cells.values() for sign in marks(cell) if sign is not None}
    families = (
        ("Dans le temps", [SIGNALS[signal] for signal in Signal]),
        ("Face aux pairs", [VERDICTS[verdict] for verdict in Verdict]),
        ("Face à la cible", [GOALS[goal] for goal in Goal]),
    )
    grounds = {standing(cell) for cell in cells.values()}
    return {
        "families": [
            {
                "title": title,
                "signs": [{"glyph": s.glyph, "tone": _tone(s), "word": s.word} for s in signs if s in present],
            }
            for title, signs in families
        ],
        "grounds": [
            {"standing": item.value, "word": STANDINGS[item][0], "rule": STANDINGS[item][1]}
            for item in Standing
            if item in grounds
        ],
    }
