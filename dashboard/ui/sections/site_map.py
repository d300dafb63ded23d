"""The indicator by département, on a map drawn from our own outlines."""

import streamlit as st

from dashboard.domain.indicator import Indicator
from dashboard.ui.context import View
from dashboard.ui.sections import department_map


def render(view: View, indicator: Indicator) -> None:
    """The map of the perimeter, its reading and the table of the départements."""
    st.header("Carte des départements")
    department_map.render(view, indicator, "sites_carte")
