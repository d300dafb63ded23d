"""The accessibility statement."""

import streamlit as st

from dashboard.catalog.brand_folder import brand_of
from dashboard.config import settings
from dashboard.ui.plain_text import as_written
from dashboard.wording.accessibility import STATE, statement


def render() -> None:
    """What the law asks to say, and what was and was not checked."""
    one = brand_of(settings())
    st.header(STATE)
    for title, paragraphs in statement(one.authority, one.accessibility_contact):
        st.subheader(title)
        for paragraph in paragraphs:
            st.markdown(as_written(paragraph))
