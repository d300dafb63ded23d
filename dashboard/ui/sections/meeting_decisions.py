"""What a meeting decides: text, owner, term, and the item of the agenda that it is about."""

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.domain.action import DecisionState
from dashboard.reception.action_form import LONGEST_OWNER
from dashboard.registry.agenda import KeptItem
from dashboard.registry.review_meetings import (
    Decision,
    DecisionForm,
    ReviewMeeting,
    change_decision_state,
    decisions,
    record_decision,
)
from dashboard.ui import act, acting_as, address
from dashboard.ui.context import View
from dashboard.wording.agenda import DECISION_STATES, NO_DECISION, owner_and_term
from dashboard.wording.grammar import capital

_TEXT, _OWNER, _DUE, _ABOUT = "decision_texte", "decision_responsable", "decision_echeance", "decision_point"


def render(view: View, meeting: ReviewMeeting, items: Sequence[KeptItem]) -> None:
    """The decisions in the order in which they were taken, then the form of a new one."""
    st.subheader("Décisions")
    found = decisions(view.thresholds, meeting.id)
    if not found:
        st.html(f'<p class="spp-sentence">{escape(NO_DECISION)}</p>')
    for rank, decision in enumerate(found, 1):
        _decision(view, rank, decision)
    about = {kept.item.figure.indicator: kept.item.figure.label for kept in items if kept.item.figure}
    with st.form("decision", border=False):
        st.text_area("Nouvelle décision", key=_TEXT, max_chars=2_000)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Responsable", key=_OWNER, max_chars=LONGEST_OWNER, width=260)
            st.date_input("Échéance", None, key=_DUE, format="DD/MM/YYYY", width=180)
            st.selectbox(
                "Indicateur concerné", list(about), index=None, key=_ABOUT, width=420,
                format_func=about.__getitem__, placeholder="Aucun en particulier",
            )  # fmt: skip
        st.form_submit_button("Enregistrer la décision", type="primary", on_click=_record, args=(view, meeting.id))


def _decision(view: View, rank: int, decision: Decision) -> None:
    words = owner_and_term(decision.owner, decision.due_on, decision.state)
    st.html(f'<div class="spp-tied"><strong>{rank}. {escape(decision.text)}</strong><p>{escape(words)}</p></div>')
    key = f"decision_{decision.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"État de la décision\u00a0{rank}", list(DecisionState), key=key, width=200,
            index=list(DecisionState).index(decision.state), format_func=lambda one: capital(DECISION_STATES[one]),
        )  # fmt: skip
        st.button("Changer l’état", key=f"{key}_changer", on_click=_change, args=(view, decision.id, key))
        link = address.link("actions", decision=str(decision.id), reunion=None)
        st.html(f'<a class="spp-link" target="_self" href="{escape(link)}">Créer une action</a>', width="content")


def _record(view: View, meeting: int) -> None:
    state = st.session_state
    form = DecisionForm(str(state.get(_TEXT) or ""), str(state.get(_OWNER) or ""), state.get(_DUE), state.get(_ABOUT))
    now = dt.datetime.now(dt.UTC)
    kept = act.attempt(
        lambda: record_decision(view.thresholds, meeting, form, acting_as.name(), now), "La décision est enregistrée."
    )
    if kept:
        state[_TEXT] = state[_OWNER] = ""
        state[_DUE] = state[_ABOUT] = None


def _change(view: View, decision: int, key: str) -> None:
    state, now = st.session_state[key], dt.datetime.now(dt.UTC)
    act.attempt(
        lambda: change_decision_state(view.thresholds, decision, state, acting_as.name(), now),
        "L’état est enregistré.",
    )
