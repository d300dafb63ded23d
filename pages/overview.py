"""Vue d’ensemble: where do we stand on the engagements, what changed, where, how fresh are the data."""

import streamlit as st

from dashboard.analyses.overview import overview
from dashboard.analyses.what_changed import what_changed
from dashboard.ui import context, public_link, reading
from dashboard.ui.sections import changes, commitment_cards, delivery, overview_map, service_matrix

view = context.require()
chosen = view.selection
context.introduce("Vue d’ensemble", view)

found = view.reader.compute(overview, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
with st.container(key="lecture"):
    reading.show(found.reading)
standing, moved = st.columns([3.1, 1], gap="medium")
with standing:
    commitment_cards.render(found, view.palette)
# After the cards are sent: they are what a person looks at first.
changed = view.reader.compute(what_changed, chosen.scope, view.thresholds, period=chosen.period, against=chosen.against)
with moved:
    changes.render(changed)
overview_map.render(view)
service_matrix.render(view)
delivery.render(view, found.coverage)
public_link.show_results(chosen.scope)
