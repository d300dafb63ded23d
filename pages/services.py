"""Services: who stands where, on the engagements and on one indicator, now and before."""

import streamlit as st

from dashboard.analyses.service_comparison import compare_services
from dashboard.ui import context, indicator_choice
from dashboard.ui.sections import service_changes, service_levels, service_matrix, service_profiles

view = context.require()
chosen = view.selection
context.introduce("Services", view)

service_matrix.render(view)
service_profiles.render(view)

st.header("Un indicateur, service par service")
indicator = indicator_choice.choose(view)
found = view.reader.compute(
    compare_services, indicator.code, chosen.scope, view.thresholds, chosen.period, chosen.against
)
service_levels.render(view, found)
service_changes.render(view, found)
