"""The period against the one before and against the same months of last year, then year by year."""

import streamlit as st

from dashboard.analyses.figures import figures
from dashboard.analyses.limits import setting_of
from dashboard.analyses.over_time import OverTime
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.span import concerned
from dashboard.domain.period import Period
from dashboard.ui import reading, table
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column
from dashboard.wording.comparison import read_comparison
from dashboard.wording.figure import read_figure
from dashboard.wording.years import read_years


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
            reading.show(read_figure(found.indicator, figure.estimate, when=chosen.when, setting=found.setting))
            reading.show(read_comparison(found.indicator, figure.estimate, figure.comparison, found.setting))
    _years(view, found)


def _years(view: View, found: OverTime) -> None:
    indicator = found.indicator
    question = Question((indicator.code,), (Axis.YEAR,), view.selection.scope)
    years = [
        (int(str(figure.axes[Axis.YEAR])), figure.estimate)
        for figure in reversed(view.reader.compute(figures, question, view.thresholds))
    ]
    if not years:
        return
    st.header("Année par année")
    breaks = [cut.month.year for cut in concerned(indicator, view.selection.scope.services)]
    inside = [year for year in breaks if years[-1][0] <= year <= years[0][0]]
    setting = setting_of(view.reader, Period.year(years[0][0]))
    read = read_years(indicator, years, inside, setting)
    reading.show(read)
    columns = [Column("Année"), *figure_columns(indicator)]
    rows = [[str(year), *figure_cells(indicator, estimate)] for year, estimate in years]
    table.html_table(
        f"{indicator.label}, par année civile",
        columns,
        rows,
        filename=f"{indicator.code}-par-annee",
        reading=read,
        method=lambda: method_of(view, question),
        when=f"de {years[-1][0]} à {years[0][0]}",
    )
