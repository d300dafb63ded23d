"""The address that the author of an opinion left: read to write to her, kept until a day, erased when she asks."""

import datetime as dt

import streamlit as st

from dashboard.errors import RegistryError
from dashboard.registry.left_reviews import LeftReview, contact_of, read_contact
from dashboard.registry.retention import erase_email
from dashboard.ui import act, acting_as
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.wording.dates import day, local_day
from dashboard.wording.left_reviews import shown_address

_ERASED = "L’adresse est effacée de tous les avis qui la portaient."


def render(view: View, review: LeftReview) -> None:
    """A closed panel, since an erasure cannot be undone; nothing when no address is kept."""
    email = contact_of(view.thresholds, review.id)
    if email is None:
        return
    until = local_day(review.created_at + dt.timedelta(days=view.thresholds.email_days))
    with st.expander("Adresse électronique de l’auteur", key="adresse_auteur"):
        st.markdown(
            as_written(f"L’auteur a laissé l’adresse {shown_address(email)}, conservée jusqu’au {day(until)} au plus.")
        )
        if st.button("Afficher l’adresse pour écrire à l’auteur", key="afficher_adresse"):
            _show(view, review.id)
        key = f"effacement_{review.id}"
        st.checkbox("Effacer cette adresse de tous les avis qui la portent, sans retour possible", key=key)
        st.button("Effacer l’adresse", key="effacer_adresse", on_click=_erase, args=(view, review.id, key))


def _show(view: View, review: int) -> None:
    """For this run only: the next act hides it again."""
    try:
        email = read_contact(view.thresholds, review, acting_as.name(), dt.datetime.now(dt.UTC))
    except RegistryError as refusal:
        st.error(as_written(str(refusal)))
        return
    st.code(email or "adresse effacée", language=None)


def _erase(view: View, review: int, key: str) -> None:
    """The address is read again: it is never in the session."""
    if not st.session_state.get(key):
        act.refuse("L’effacement n’est pas confirmé\u00a0: cocher la case, puis recommencer.")
        return
    now, email = dt.datetime.now(dt.UTC), contact_of(view.thresholds, review)
    if email is None:
        act.refuse("L’adresse est déjà effacée.")
        return
    act.attempt(lambda: erase_email(view.thresholds, email, acting_as.name(), now), _ERASED)
