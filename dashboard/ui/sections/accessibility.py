"""The accessibility statement."""

import streamlit as st

from dashboard.wording.accessibility import STATE, STATEMENT


def render() -> None:
    """What the law asks to say, and what was and was not checked."""
    st.header(STATE)
    st.markdown("\n\n".join(STATEMENT))
