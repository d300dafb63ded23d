"""Données: what is published, what was loaded and refused, who is late; load and publish from here."""

import streamlit as st

from dashboard.config import settings
from dashboard.ui.sections import data_versions, late_sites, loads, survey_file, upload

st.title("Données")
data_versions.render()
if settings().published_from is None:
    upload.render()
    survey_file.render()
    loads.render()
late_sites.render()
