"""From the page of the sites to the headline indicator of each engagement, in one click."""

import streamlit as st

from dashboard.analyses.commitments import published_engagements
from dashboard.store import reads
from dashboard.ui import address
from dashboard.ui.context import View


def render(view: View, chosen: str) -> None:
    """A button an engagement that has a headline indicator with figures; `chosen`: the indicator that is shown."""
    observed = {row.code for row in reads.indicators(view.reader) if row.n_observations}
    with st.container(horizontal=True, key="raccourcis_engagements", gap="small"):
        for one in view.reader.compute(published_engagements):
            codes = [indicator.code for indicator in one.headlines if indicator.code in observed]
            if not codes:
                continue
            st.button(
                f"{one.commitment.number}. {one.commitment.short_label}",
                key=f"raccourci_{one.commitment.number}",
                disabled=chosen in codes,
                on_click=address.choose,
                kwargs={"indicateur": codes[0]},
            )
