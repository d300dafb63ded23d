"""How far back a series goes."""

import streamlit as st

from dashboard.domain.period import Period
from dashboard.store import reads
from dashboard.ui.context import View

LENGTHS = {"24 mois": 24, "36 mois": 36, "60 mois": 60, "Tout": 0}


def choose(view: View) -> Period | None:
    """The months that a chart shows, up to the end of the chosen period; None for all that is published."""
    label = st.segmented_control(
        "Profondeur", list(LENGTHS), default="36 mois", required=True, key="profondeur", bind="query-params"
    )
    months = LENGTHS[str(label)]
    bounds = reads.months(view.reader)
    if not months or bounds.last_month is None:
        return None
    return Period.ending(min(view.selection.period.last_month, bounds.last_month), months)
