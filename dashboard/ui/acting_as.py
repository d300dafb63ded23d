"""Under which name a person acts: that of who signed in, else the one that they declare, which nobody checks."""

import streamlit as st

from dashboard.registry.audit import LONGEST_ACTOR
from dashboard.ui import signed_in
from dashboard.wording.answering import DECLARED

KEY = "spp_acting_as"


def render() -> None:
    """The field, and what is made of it; nothing where people sign in."""
    if signed_in.signs_in():
        return
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
    """The name as it is known or written; the registry refuses an act without one."""
    if signed_in.signs_in():
        person = signed_in.person()
        return person.shown[:LONGEST_ACTOR] if person else ""
    return str(st.session_state.get(KEY) or "")
