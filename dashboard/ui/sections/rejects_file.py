"""The whole list of what a load refused, as a file to download."""

from pathlib import Path

import streamlit as st

from dashboard.wording.numerals import number

HEAVIEST = 50_000_000
"""Bytes. The server holds a file in memory for as long as its button is shown."""


def offer(path: Path, file_name: str) -> None:
    """The button; for a list too heavy to be sent, where it is and how to read it. Nothing when there is no list."""
    if not path.exists():
        return
    size = path.stat().st_size
    if size > HEAVIEST:
        st.html(
            f'<p class="spp-sentence">La liste des lignes refusées pèse {number(size / 1e6)}\u00a0Mo\u00a0: '
            "la lire avec la commande «\u00a0python -m dashboard rejects\u00a0».</p>"
        )
        return
    st.download_button(
        "Télécharger toutes les lignes refusées (CSV)",
        data=path.read_bytes(),
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
    )
