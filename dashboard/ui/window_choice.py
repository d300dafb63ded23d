"""How far back a series goes."""

import streamlit as st

from dashboard.domain.period import Period
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.ui.context import View

LENGTHS = {"24 mois": 24, "36 mois": 36, "60 mois": 60, "Tout": 0}
USUAL = "36 mois"


def choose(view: View) -> Period | None:
    """The months that a chart shows, up to the end of the chosen period; None for all that is published."""
    label = st.segmented_control(
        "Profondeur", list(LENGTHS), default=USUAL, required=True, key="profondeur", bind="query-params"
    )
    return months_back(view.reader, view.selection.period, LENGTHS[str(label)])


def months_back(reader: Reader, period: Period, months: int) -> Period | None:
    """`months` up to the end of `period`, or of what is published when it ends before; None for 0: everything."""
    bounds = reads.months(reader)
    if not months or bounds.last_month is None:
        return None
    return Period.ending(min(period.last_month, bounds.last_month), months)
