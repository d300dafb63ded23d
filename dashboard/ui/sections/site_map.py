"""The indicator by département, on a map drawn from our own outlines."""

import streamlit as st

from dashboard import catalog
from dashboard.analyses.question import Axis, Question
from dashboard.analyses.sites import departments
from dashboard.charts.scale import Measure
from dashboard.charts.site_map import site_map
from dashboard.charts.territory import department_areas, frames
from dashboard.domain.indicator import Indicator
from dashboard.store import reads
from dashboard.ui import chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figures_table
from dashboard.ui.method_note import method_of


def render(view: View, indicator: Indicator) -> None:
    """The map of the perimeter, its reading and the table of the départements."""
    chosen = view.selection
    st.header("Carte des départements")
    found = view.reader.compute(departments, indicator.code, chosen.scope, view.thresholds, chosen.period)
    figures = {str(figure.axes[Axis.DEPARTMENT]): figure.estimate for figure in found.figures}
    names = {row.code: row.name for row in reads.departments(view.reader)}
    rows = [(f"{names.get(code, code)} ({code})", estimate, None) for code, estimate in sorted(figures.items())]
    sheet = catalog.outlines()
    areas = department_areas(sheet, catalog.departments())
    chart.show(
        lambda: site_map(areas, figures, Measure.of(indicator), view.palette, frames=frames(sheet)),
        key="sites_carte",
        alt=f"Carte de France par département : {indicator.label}. {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: figures_table(f"{indicator.label}, par département", "Département", indicator, rows),
        filename=f"{indicator.code}-par-departement",
        method=lambda: method_of(view, Question((indicator.code,), (Axis.DEPARTMENT,), chosen.scope, chosen.period)),
    )
