"""Freshness and coverage: who delivered, who is late."""

import streamlit as st

from dashboard.analyses.coverage import Coverage
from dashboard.ui import reading, table
from dashboard.wording.dates import month
from dashboard.wording.delivery import read_delivery

MOST = 30


def render(found: Coverage | None, labels: dict[str, str], *, detailed: bool = False) -> None:
    """The reading; with `detailed`, the late sites. `labels`: code of an indicator → label."""
    st.header("Fraîcheur des données")
    if found is None:
        reading.show(read_delivery(0, 0))
        return
    reading.show(found.reading)
    if not detailed or not found.late:
        return
    rows = [
        [
            late.label,
            labels.get(late.indicator, late.indicator),
            month(late.last_delivered) if late.last_delivered else "–",
        ]
        for late in found.late[:MOST]
    ]
    more = len(found.late) - MOST
    caption = "Mesures attendues et non transmises" + (
        f" (les {MOST} premières sur {len(found.late)})" if more > 0 else ""
    )
    table.html_table(caption, ["Site", "Indicateur", "Dernier mois transmis"], rows, tall=True)
