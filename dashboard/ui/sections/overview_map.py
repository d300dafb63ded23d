"""One headline indicator on the map: where in France the results differ."""

import streamlit as st

from dashboard.ui import address, divisions, indicator_choice
from dashboard.ui.choices import distinct
from dashboard.ui.context import View
from dashboard.ui.sections import territory_map


@st.fragment
def render(view: View) -> None:
    """The choice of the indicator, then its map; a fragment, because the rest of the page does not depend on it."""
    st.header("Où se distingue-t-on\u00a0?")
    listed = indicator_choice.headlines(indicator_choice.listed(view.reader, view.catalogue))
    if not listed:
        st.info("Aucun indicateur n’est publié.")
        return
    labels = distinct((indicator.code, indicator.label) for indicator in listed)
    usual = indicator_choice.usual(listed)
    with st.container(horizontal=True, key="choix_carte", vertical_alignment="bottom"):
        code = address.one("Indicateur de la carte", "carte", labels, default=usual.code, width=420)
        division = divisions.choose(view.reader)
    territory_map.render(view, view.catalogue[str(code)], division, "vue_carte")
    address.save()
