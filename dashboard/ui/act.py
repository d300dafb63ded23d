"""An act on the registry: done in a callback, and what became of it told at the next drawing."""

from collections.abc import Callable

import streamlit as st

from dashboard.errors import AccessError, QueryError, RegistryError
from dashboard.ui.plain_text import as_written

_SAID = "spp_act_said"


def attempt(
    change: Callable[[], object], done: str, said: str = _SAID, *, unchanged: str = "", refused: str = ""
) -> bool:
    """Run a change; False when the registry or the data refuse: the sentence is then shown, and nothing typed is lost.
    `said`: key of the session where what became of it waits to be told, beside the button that was used;
    `refused`: that of a refusal, when a success is told on another page; `unchanged`: told when it returns False.
    """
    try:
        made = change()
    except (AccessError, RegistryError, QueryError) as refusal:
        st.session_state[refused or said] = (False, str(refusal))
        return False
    st.session_state[said] = (True, unchanged if unchanged and made is False else done)
    return True


def tell(said: str = _SAID) -> None:
    """What became of the last act, once."""
    if told := st.session_state.pop(said, None):
        (st.success if told[0] else st.error)(as_written(told[1]))


def refuse(sentence: str, said: str = _SAID) -> None:
    """Say why an act was not tried."""
    st.session_state[said] = (False, sentence)
