"""Données: what is published, what was loaded and refused, who is late; load and publish from here."""

import streamlit as st

from dashboard.ui.sections import data_versions, late_sites, loads, survey_file, upload

st.title("Données")
data_versions.render()
upload.render()
survey_file.render()
loads.render()
late_sites.render()
