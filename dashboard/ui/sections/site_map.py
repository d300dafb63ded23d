"""The indicator by territory, on a map drawn from our own outlines."""

import streamlit as st

from dashboard.domain.indicator import Indicator
from dashboard.ui import address, divisions
from dashboard.ui.context import View
from dashboard.ui.sections import territory_map


@st.fragment
def render(view: View, indicator: Indicator) -> None:
    """The map of the perimeter, its reading and the table of the territories; a fragment, because the rest of the page
    does not depend on how the country is divided."""
    above = st.container()
    division = divisions.choose(view.reader)
    above.header(f"Carte {division.of}")
    territory_map.render(view, indicator, division, "sites_carte")
    address.save()
