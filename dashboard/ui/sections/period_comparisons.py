"""The period against the one before and against the same months of last year, then year by year."""

import streamlit as st

from dashboard.analyses.figures import figures
from dashboard.analyses.over_time import OverTime
from dashboard.analyses.question import Axis, Question
from dashboard.domain.period import Period
from dashboard.ui import reading, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.table import Column
from dashboard.wording import sentences


def render(view: View, found: OverTime, window: Period | None) -> None:
    """Two readings side by side, and a table of the years."""
    chosen = view.selection
    st.header(f"La période choisie : {chosen.when}")
    for column, heading, figure in zip(
        st.columns(2),
        ("Par rapport à la période précédente", "Par rapport aux mêmes mois un an plus tôt"),
        (found.previous, found.last_year),
        strict=True,
    ):
        with column, st.container(border=True, height="stretch"):
            st.subheader(heading)
            if figure is None or figure.comparison is None:
                st.html('<p class="spp-sentence">Aucune comparaison possible.</p>')
                continue
            reading.show(sentences.figure(found.indicator, figure.estimate, when=chosen.when))
            reading.show(sentences.comparison(found.indicator, figure.estimate, figure.comparison))
    _years(view, found)


def _years(view: View, found: OverTime) -> None:
    indicator = found.indicator
    question = Question((indicator.code,), (Axis.YEAR,), view.selection.scope)
    rows = [
        [str(figure.axes[Axis.YEAR]), *figure_cells(indicator, figure.estimate)]
        for figure in reversed(view.reader.compute(figures, question, view.thresholds))
    ]
    if rows:
        st.header("Année par année")
        columns = [Column("Année"), *figure_columns(indicator)]
        table.html_table(f"{indicator.label}, par année civile", columns, rows)
