"""Méthode: what each figure means, from the catalogue, and how far it can be trusted."""

import streamlit as st

from dashboard.ui.sections import accessibility, indicator_catalogue, method_rules

st.title("Méthode")
method_rules.render()
indicator_catalogue.render()
accessibility.render()
