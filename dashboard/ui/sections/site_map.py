"""The indicator on a map drawn from our own outlines: by département, or site by site when sites have coordinates."""

import streamlit as st

from dashboard import catalog
from dashboard.analyses.sites import Sites
from dashboard.charts.site_places import site_places
from dashboard.ui import address
from dashboard.ui.context import View
from dashboard.ui.sections import department_map, place_map

DEPARTMENTS, SITES = "departements", "sites"
CHOICES = {DEPARTMENTS: "Départements", SITES: "Sites"}


@st.fragment
def render(view: View, found: Sites) -> None:
    """The map of the perimeter, its reading and its table; a choice when there is a site to place. A fragment: no other
    part of the page depends on it."""
    st.header("Carte")
    drawn = DEPARTMENTS
    if any(True for _ in site_places(found.sites, catalog.outlines())):
        drawn = address.switch("Carte par", "carte_par", CHOICES, default=DEPARTMENTS)
    else:
        address.carried("carte_par")  # the next indicator may have sites to place
    if drawn == SITES:
        place_map.render(view, found, "sites_carte_sites")
    else:
        department_map.render(view, found.indicator, "sites_carte")
    address.save()
