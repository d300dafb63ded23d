"""Beside a map, what differs on it by name: no keyboard reaches the marks of a drawing."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts import adapters
from dashboard.charts.signs import VERDICTS
from dashboard.domain.comparison import Verdict
from dashboard.ui import table
from dashboard.ui.table import Cell, Content
from dashboard.wording.words import VERDICT_WORDS

MOST = 12


def render(
    caption: str,
    column: str,
    found: Sequence[tuple[Cell, str, Verdict]],
    elsewhere: str,
    where: "st.delta_generator.DeltaGenerator",
) -> None:
    """The first of `found` (name with its link, value in words, verdict), and how many more are `elsewhere`."""
    more = len(found) - MOST
    if more > 0:
        caption += f" (les {MOST} premiers noms, {more} de plus {elsewhere})"
    rows: list[list[Cell | Content]] = [
        [name, value, f"{VERDICTS[adapters.verdict(verdict)].glyph} {VERDICT_WORDS[verdict]}"]
        for name, value, verdict in found[:MOST]
    ]
    table.html_table(caption, [column, "Valeur", "Verdict"], rows, container=where)
