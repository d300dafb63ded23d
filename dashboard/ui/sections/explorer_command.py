"""The same question as a command, for who scripts it."""

from html import escape

import streamlit as st

from dashboard.analyses.exploration import command_line
from dashboard.analyses.question import Question


def render(question: Question) -> None:
    """The command with a button that copies it."""
    command = command_line(question)
    st.header("La même question, ailleurs")
    st.html(
        "<p>En ligne de commande, mêmes chiffres, mêmes statuts, mêmes motifs\u00a0:</p>"
        f'<pre class="spp-code" tabindex="0" role="region" aria-label="Commande"><code>{escape(command)}</code></pre>'
        f'<p><button type="button" class="spp-copy" data-spp-copy="{escape(command)}">Copier la commande</button></p>'
    )
