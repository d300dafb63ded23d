"""The automatic reading: what may be concluded, then what limits it."""

from html import escape

import streamlit as st

from dashboard.wording.reading import Reading


def show(reading: Reading) -> None:
    """Two sentences, the conclusion first and larger."""
    st.html(markup(reading))


def markup(reading: Reading) -> str:
    """The same as HTML."""
    return (
        f'<p class="spp-sentence"><strong>{escape(reading.conclusion)}</strong> '
        f'<span class="spp-limit">{escape(reading.limit)}</span></p>'
    )
