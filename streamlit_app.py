"""Launcher: `streamlit run` finds this file; the application itself is dashboard/app.py.

`st.App(…)` is written here because `streamlit run` looks for that call by reading this file, not by importing it.
"""

import streamlit as st

from dashboard.server import assembly

assembly.find_configuration()
assembly.take_log()
assembly.take_brand()
app = st.App(assembly.SCRIPT, **assembly.parts())
