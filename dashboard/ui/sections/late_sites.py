"""Who delivered and who is late, for the perimeter of the filters."""

import streamlit as st

from dashboard.analyses.coverage import coverage
from dashboard.ui import context
from dashboard.ui.sections import delivery


def render() -> None:
    """The coverage of the chosen period, with the late sites."""
    view = context.require()
    chosen = view.selection
    found = view.reader.compute(coverage, chosen.scope, chosen.period)
    labels = {code: indicator.label for code, indicator in view.catalogue.items()}
    st.html(f'<p class="spp-data">{chosen.where}, {chosen.when}</p>')
    delivery.render(view, found)
    delivery.late_sites(found, labels)
