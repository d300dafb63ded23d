"""What a person reads when a page fails: our sentence, never a traceback."""

import logging
from collections.abc import Callable

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.server.log_lines import reported
from dashboard.server.request_id import HEADER

OnScriptError = Callable[[Exception], bool | None]
_log = logging.getLogger("dashboard")


def show_error(error: Exception) -> bool:
    """Show the sentence of a refusal, or a reference that leads to the traceback in the log.

    True: Streamlit has nothing to add.
    """
    if isinstance(error, DashboardError):
        st.error(str(error))
        return True
    reference = reported(_log, "page", error, request=st.context.headers.get(HEADER))
    st.error(
        "Cette page n’a pas pu être affichée\u00a0: une erreur inattendue s’est produite. Recharger la page\u00a0; "
        f"si l’erreur revient, transmettre la référence {reference} à l’équipe qui exploite l’application."
    )
    return True
