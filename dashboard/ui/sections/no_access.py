"""Why nothing is shown, and whom to ask."""

import streamlit as st

from dashboard.ui import signed_in

_ENDED = "Votre session est terminée\u00a0: recharger la page pour vous connecter."
_NOTHING = (
    "Vous êtes connecté(e), mais aucun rôle ne vous a encore été attribué, ou le dernier a pris fin. "
    "Demander à un pilote de votre service, ou à l’administrateur de cette installation, de vous en attribuer un."
)


def render() -> None:
    """The title and one sentence; the key by which a pilot recognises the person."""
    st.title("Accès")
    person = signed_in.person()
    if person is None:
        st.info(_ENDED)
        return
    st.info(_NOTHING)
    st.write(f"Votre identifiant\u00a0: `{person.subject}`" + (f", {person.email}" if person.email else ""))
