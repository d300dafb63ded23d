"""Under which name a person acts, until the application asks to sign in: declared for the session, not checked."""

import streamlit as st

from dashboard.registry.audit import LONGEST_ACTOR
from dashboard.wording.answering import DECLARED

KEY = "spp_acting_as"


def render() -> None:
    """The field, and what is made of it."""
    with st.container(horizontal=True, key="agent", vertical_alignment="bottom"):
        st.text_input(
            "Vous agissez sous le nom de",
            key=KEY,
            max_chars=LONGEST_ACTOR,
            placeholder="Prénom et nom",
            width=320,
            autocomplete="name",
            persist_state="session",
        )
        st.html(f'<p class="spp-note">{DECLARED}</p>', width="stretch")


def name() -> str:
    """The name as it is written; the registry refuses an act without one."""
    return str(st.session_state.get(KEY) or "")
