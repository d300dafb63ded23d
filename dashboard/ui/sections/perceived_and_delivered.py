"""Satisfaction with the delay beside the delay kept, service by service."""

from html import escape

import streamlit as st

from dashboard.analyses.perceived_delivered import PerceivedDelivered, perceived_delivered
from dashboard.analyses.question import Axis, Question
from dashboard.charts.paired_intervals import Pair, paired_intervals
from dashboard.charts.scale import Measure
from dashboard.ui import chart
from dashboard.ui.context import View
from dashboard.ui.figure_tables import figure_cells, figure_columns
from dashboard.ui.method_note import method_of
from dashboard.ui.table import Column, Table
from dashboard.wording.perceived_delivered import RULE

MEASURE = Measure("")


def render(view: View) -> None:
    """Nothing when the data lack one of the two indicators, or no service of the scope has both."""
    chosen = view.selection
    found = view.reader.compute(perceived_delivered, chosen.scope, view.thresholds, chosen.period)
    if found is None or not found.services:
        return
    st.header("Délais\u00a0: qualité perçue, qualité rendue")
    names = f"Perçue\u00a0: {found.perceived.label.lower()}", f"Rendue\u00a0: {found.delivered.label.lower()}"
    pairs = [Pair(item.label, item.perceived, item.delivered) for item in found.services]
    codes = (found.perceived.code, found.delivered.code)
    chart.show(
        lambda: paired_intervals(pairs, MEASURE, view.palette, names),
        key="percu_rendu",
        alt=f"{found.perceived.label} et {found.delivered.label}, par service. {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: as_table(found),
        filename="delais-percus-et-rendus",
        method=lambda: method_of(view, Question(codes, (Axis.SERVICE,), chosen.scope, chosen.period)),
    )
    st.html(f'<p class="spp-data">{escape(RULE)}</p>')


def as_table(found: PerceivedDelivered) -> Table:
    """Two rows a service, and the gap in points on the first."""
    columns = [Column("Service"), Column("Indicateur"), *figure_columns(found.perceived), Column("Écart (points)", 1)]
    rows = [
        [item.label, indicator.label, *figure_cells(indicator, estimate), gap]
        for item in found.services
        for indicator, estimate, gap in (
            (found.perceived, item.perceived, item.gap),
            (found.delivered, item.delivered, None),
        )
    ]
    return Table.of("Délais perçus et rendus, par service", columns, rows)
