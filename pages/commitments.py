"""Engagements: one engagement, its indicators, who does well, how it moves."""

import streamlit as st

from dashboard.analyses.commitments import engagements
from dashboard.analyses.engagement import engagement
from dashboard.ui import context, navigation
from dashboard.ui.sections import commitment_detail, engagements_compared

view = context.require()
chosen = view.selection
context.introduce("Engagements", view)

listed = {
    navigation.commitment_label(found.commitment): found.commitment
    for found in view.reader.compute(engagements, view.catalogue)
}
label = st.selectbox("Engagement", list(listed), key="engagement", bind="query-params", width=520)
found = view.reader.compute(
    engagement,
    listed[label].number,
    chosen.scope,
    view.thresholds,
    period=chosen.period,
    against=chosen.against,
)
commitment_detail.render(view, found)
engagements_compared.render(view, listed[label].number)
