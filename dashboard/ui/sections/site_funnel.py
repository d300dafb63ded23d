"""Which sites differ from the network beyond chance, given how many people answered."""

import streamlit as st

from dashboard.analyses.question import Axis, Question
from dashboard.analyses.sites import Sites
from dashboard.charts.funnel_plot import funnel_plot
from dashboard.charts.scale import Measure
from dashboard.charts.site_funnel import funnel_limits, funnel_sites
from dashboard.domain.estimate import Shown
from dashboard.ui import chart, reading
from dashboard.ui.context import View
from dashboard.ui.method_note import method_of
from dashboard.ui.sections.site_list import as_table

MIXED = "Plusieurs services sont mêlés\u00a0: en choisir un dans les filtres compare des sites semblables."


def render(view: View, found: Sites) -> None:
    """The funnel of a share; for the other kinds, the reading alone: the list below has the verdicts."""
    indicator = found.indicator
    st.header("Sites qui se distinguent du réseau")
    if len({site.service for site in found.sites}) > 1:
        st.html(f'<p class="spp-data">{MIXED}</p>')
    bases = [s.estimate.n for s in found.sites if isinstance(s.estimate, Shown) and s.estimate.n]
    funnel = found.funnel
    if funnel is None or not bases:
        reading.show(found.reading)
        return
    question = Question((indicator.code,), (Axis.SITE,), view.selection.scope, view.selection.period)
    chart.show(
        lambda: funnel_plot(
            funnel_sites(found.sites),
            funnel_limits(funnel, found.sites),
            Measure.of(indicator),
            view.palette,
        ),
        key="sites_entonnoir",
        alt=f"{indicator.label} par site, selon le nombre de réponses. {found.reading.conclusion}",
        reading=found.reading,
        table=lambda: as_table(found),
        filename=f"{indicator.code}-par-site",
        method=lambda: method_of(view, question),
    )
