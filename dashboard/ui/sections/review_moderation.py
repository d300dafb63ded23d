"""What a moderator decides: publish, refuse with a reason, mask a passage, withdraw what is shown."""

import datetime as dt

import streamlit as st

from dashboard.domain.left_review import RefusalReason
from dashboard.personal_data.detection import detected
from dashboard.registry.left_reviews import LeftReview
from dashboard.registry.moderation import mask_passage, publish_review, refuse_review
from dashboard.ui import act, acting_as
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.wording.grammar import capital
from dashboard.wording.left_reviews import REASONS

_PUBLISHED = "L’avis est publié\u00a0: le délai annoncé de réponse commence."
_REFUSED = "L’avis est refusé\u00a0: il n’est montré à personne, et son texte sera effacé."
_WITHDRAWN = "L’avis est retiré\u00a0: il n’est plus montré à personne."


def decide(view: View, review: LeftReview) -> None:
    """For an opinion that waits: mask what should be, then publish or refuse."""
    st.header("Décider")
    _mask(view, review)
    with st.container(horizontal=True, vertical_alignment="bottom", key="decision_avis"):
        st.button("Publier l’avis", key="publier", type="primary", on_click=_publish, args=(view, review.id))
        _refusal(view, review, "Refuser l’avis", _REFUSED)


def withdraw(view: View, review: LeftReview) -> None:
    """For an opinion that is shown: a closed panel, since this cannot be undone."""
    with st.expander("Masquer un passage, ou retirer l’avis", key="retrait"):
        _mask(view, review)
        st.caption("Un avis retiré ne peut plus être publié. Sa réponse n’est plus montrée non plus.")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            _refusal(view, review, "Retirer l’avis", _WITHDRAWN)


def _refusal(view: View, review: LeftReview, label: str, done: str) -> None:
    key = f"motif_{review.id}"
    st.selectbox(
        "Motif du refus", list(RefusalReason), index=None, key=key, width=420,
        format_func=lambda reason: capital(REASONS[reason]), placeholder="Choisir un motif",
    )  # fmt: skip
    st.button(label, key="refuser", on_click=_refuse, args=(view, review.id, key, done))


def _mask(view: View, review: LeftReview) -> None:
    """What the rules find, one button each; then any other passage."""
    text = review.text or ""
    passages = dict.fromkeys(text[found.start : found.stop] for found in detected(text))
    if passages:
        st.caption("Ces passages ressemblent à des données personnelles\u00a0:")
    with st.container(horizontal=True, key="passages"):
        for rank, passage in enumerate(passages):
            label = f"Masquer «\u00a0{as_written(passage)}\u00a0»"
            st.button(label, key=f"masquer_{rank}", on_click=_hide, args=(view, review.id, passage))
    key = f"passage_{review.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Passage à masquer", key=key, placeholder="Copié de l’avis, tel qu’il y figure", width=420)
        st.button("Masquer ce passage", key="masquer", on_click=_hide_written, args=(view, review.id, key))


def _publish(view: View, review: int) -> None:
    now = dt.datetime.now(dt.UTC)
    act.attempt(lambda: publish_review(view.thresholds, review, acting_as.name(), now), _PUBLISHED)


def _refuse(view: View, review: int, key: str, done: str) -> None:
    reason = st.session_state.get(key)
    if reason is None:
        act.refuse("Le motif manque\u00a0: le choisir dans la liste.")
        return
    now = dt.datetime.now(dt.UTC)
    act.attempt(lambda: refuse_review(view.thresholds, review, reason, acting_as.name(), now), done)


def _hide_written(view: View, review: int, key: str) -> None:
    if _hidden(view, review, st.session_state.get(key, "")):
        st.session_state[key] = ""


def _hide(view: View, review: int, passage: str) -> None:
    _hidden(view, review, passage)


def _hidden(view: View, review: int, passage: str) -> bool:
    now = dt.datetime.now(dt.UTC)
    return act.attempt(
        lambda: mask_passage(view.thresholds, review, passage, acting_as.name(), now), "Le passage est masqué."
    )
