"""What changed: the gaps that hold once corrected for the number of things looked at."""

import streamlit as st

from dashboard.analyses.what_changed import Change, Changes
from dashboard.ui import reading, table
from dashboard.ui.table import Column
from dashboard.wording import short

MOST = 8


def render(found: Changes) -> None:
    """The reading, then the strongest changes as a table; the others are counted."""
    st.header("Ce qui a changé")
    reading.show(found.reading)
    if not found.changes:
        return
    columns = [Column("Service"), Column("Indicateur"), Column("Avant"), Column("Maintenant"), Column("Évolution")]
    more = len(found.changes) - MOST
    rest = f", {more} autre{'s' * (more > 1)} non affiché{'s' * (more > 1)}" if more > 0 else ""
    caption = f"Évolutions démontrées, de la plus sûre à la moins sûre{rest}"
    table.html_table(
        caption,
        columns,
        [_row(change) for change in found.changes[:MOST]],
        filename="evolutions",
        reading=found.reading,
    )


def _row(change: Change) -> list[str]:
    figure = change.figure
    indicator, comparison = figure.indicator, figure.comparison
    before = comparison.benchmark if comparison else None
    return [
        change.service_label,
        indicator.label,
        short.value(indicator, before) if before is not None else "–",
        short.value(indicator, figure.estimate),
        short.change(indicator, figure.estimate, comparison) if comparison else "–",
    ]
