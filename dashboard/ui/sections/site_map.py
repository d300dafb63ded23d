"""The indicator on a map drawn from our own outlines: by territory, or site by site when sites have coordinates."""

import streamlit as st

from dashboard import catalog
from dashboard.analyses.sites import Sites
from dashboard.charts.site_places import site_places
from dashboard.ui import address, divisions
from dashboard.ui.context import View
from dashboard.ui.divisions import DEPARTMENTS, DIVISIONS
from dashboard.ui.sections import place_map, territory_map

SITES = "sites"


@st.fragment
def render(view: View, found: Sites) -> None:
    """The map of the perimeter, its reading and its table; a choice when there is a judicial map, or a site to place. A
    fragment: no other part of the page depends on it."""
    st.header("Carte")
    options = {code: division.several for code, division in divisions.offered(view.reader).items()}
    if any(True for _ in site_places(found.sites, catalog.outlines())):
        options[SITES] = "Sites"
    drawn = DEPARTMENTS
    if address.wanted("carte_par") == (SITES,) and SITES not in options:
        address.carried("carte_par")  # the next indicator may have sites to place
    else:
        drawn = divisions.switch("Carte par", "carte_par", options)
    if drawn == SITES:
        place_map.render(view, found, "sites_carte_sites")
    else:
        territory_map.render(view, found.indicator, DIVISIONS[drawn], "sites_carte")
    address.save()
