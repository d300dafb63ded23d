"""The headline indicator of every engagement through the months, side by side."""

import streamlit as st

from dashboard.analyses.over_time import reading
from dashboard.analyses.overview import Card, overview
from dashboard.charts import adapters
from dashboard.charts.control_chart import control_chart
from dashboard.charts.scale import Measure
from dashboard.ui import chart, navigation
from dashboard.ui.context import View
from dashboard.ui.sections.control_charts import as_table


def render(view: View) -> None:
    """Two a row; each has its own scale, because each has its own unit."""
    chosen = view.selection
    found = view.reader.compute(overview, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
    cards = [card for card in found.cards if card.series is not None]
    if not cards:
        return
    st.header("Les engagements, mois par mois")
    for start in range(0, len(cards), 2):
        for column, card in zip(st.columns(2), cards[start : start + 2], strict=False):
            with column:
                _chart(view, card)


def _chart(view: View, card: Card) -> None:
    series, commitment = card.series, card.engagement.commitment
    assert series is not None
    read = reading(series.indicator, series)
    st.subheader(f"{navigation.commitment_label(commitment)} : {series.indicator.label}")
    chart.show(
        control_chart(adapters.series(series), Measure.of(series.indicator), view.palette, height=220),
        key=f"mois_{commitment.number}",
        alt=f"{series.indicator.label} par mois. {read.conclusion}",
        reading=read,
        table=as_table(series),
        filename=f"{series.indicator.code}-par-mois",
    )
