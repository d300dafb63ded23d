"""The chosen indicator through the months, and what its process will do of the target."""

import streamlit as st

from dashboard.analyses.over_time import OverTime
from dashboard.domain.estimate import Status, Withheld
from dashboard.ui import reading
from dashboard.ui.context import View
from dashboard.ui.sections import control_charts
from dashboard.wording.assurance import read_assurance


def render(view: View, found: OverTime) -> None:
    """The control chart, or the sentence that says why there is none."""
    st.header("Signal ou variation habituelle")
    if found.series is None or found.series.last is None:
        reading.show(found.reading)
        withheld = [m.estimate for m in found.series.months if isinstance(m.estimate, Withheld)] if found.series else []
        if any(estimate.status is Status.NOT_COMPARABLE for estimate in withheld):
            st.info("Les valeurs sont publiées sans leur base : choisir un site dans les filtres pour voir sa série.")
        return
    control_charts.render(
        view, found.series, found.reading, key="periodes", scope=view.selection.scope, target=found.target, height=360
    )
    if found.assurance is not None:
        known = found.series.segments[-1].points
        reading.show(read_assurance(found.assurance.value, known, found.series.step))
