"""What a meeting decides: text, owner, term, indicator and site, and the action that carries it out."""

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.analyses.scope_sites import site_rows
from dashboard.analyses.told_decisions import ToldDecision, about_both, told_decisions
from dashboard.domain.action import Action, DecisionState
from dashboard.reception.action_form import LONGEST_OWNER
from dashboard.registry.agenda import KeptItem
from dashboard.registry.review_meetings import (
    DecisionForm,
    ReviewMeeting,
    change_decision_state,
    decisions,
    record_decision,
)
from dashboard.ui import act, acting_as, address
from dashboard.ui.context import View
from dashboard.wording.actions import state_and_term
from dashboard.wording.agenda import DECISION_STATES, NO_DECISION, about_what, owner_and_term
from dashboard.wording.grammar import capital

_TEXT, _OWNER, _DUE = "decision_texte", "decision_responsable", "decision_echeance"
_ABOUT, _SITE, _SAID = "decision_point", "decision_site", "decision_dit"


def render(view: View, meeting: ReviewMeeting, items: Sequence[KeptItem], *, steers: bool) -> None:
    """The decisions in the order in which they were taken, then the form of a new one for those who steer."""
    st.subheader("Décisions")
    found = told_decisions(view.reader, view.thresholds, decisions(view.thresholds, meeting.id))
    if not found:
        st.html(f'<p class="spp-sentence">{escape(NO_DECISION)}</p>')
    for rank, told in enumerate(found, 1):
        _decision(view, rank, told, steers=steers)
    if not steers:
        return
    about = {kept.item.figure.indicator: kept.item.figure.label for kept in items if kept.item.figure}
    sites = {row.code: row.name for row in site_rows(view.reader, view.selection.scope) if row.active}
    with st.form("decision", border=False):
        st.text_area("Nouvelle décision (obligatoire)", key=_TEXT, max_chars=2_000)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Responsable (obligatoire)", key=_OWNER, max_chars=LONGEST_OWNER, width=260)
            st.date_input("Échéance", None, key=_DUE, format="DD/MM/YYYY", width=180)
            st.selectbox(
                "Indicateur concerné", list(about), index=None, key=_ABOUT, width=320,
                format_func=about.__getitem__, placeholder="Aucun en particulier",
            )  # fmt: skip
            st.selectbox(
                "Site concerné", list(sites), index=None, key=_SITE, width=320,
                format_func=sites.__getitem__, placeholder="Aucun en particulier",
            )  # fmt: skip
        st.form_submit_button(
            "Enregistrer la décision", type="primary", on_click=_record, args=(view, meeting.id, about, sites)
        )
    act.tell(_SAID)


def _decision(view: View, rank: int, told: ToldDecision, *, steers: bool) -> None:
    decision, today = told.decision, dt.date.today()
    lines = [
        f"<p>{escape(owner_and_term(decision.owner, decision.due_on, decision.state, today))}</p>",
        f"<p>{escape(about_what(told.about))}</p>" if told.about else "",
        *(_action(one) for one in told.actions),
    ]
    text = f"<strong>{rank}. {escape(decision.text)}</strong>"
    st.html(f'<div class="spp-tied">{text}{"".join(lines)}</div>')
    if not steers:
        return
    key = f"decision_{decision.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"État de la décision\u00a0{rank}", list(DecisionState), key=key, width=200,
            index=list(DecisionState).index(decision.state), format_func=lambda one: capital(DECISION_STATES[one]),
        )  # fmt: skip
        st.button("Changer l’état", key=f"{key}_changer", on_click=_change, args=(view, decision.id, key))
        if not told.actions:
            link = address.link("actions", decision=str(decision.id), reunion=None)
            st.html(f'<a class="spp-link" target="_self" href="{escape(link)}">Créer une action</a>', width="content")
    act.tell(f"{key}_dit")


def _action(action: Action) -> str:
    """The action that carries a decision out, as a link, and where it stands."""
    link = address.link("actions", action=str(action.id), reunion=None)
    state = state_and_term(action.state, action.due_on, action.done_on, dt.date.today())
    title = f'<a class="spp-link" target="_self" href="{escape(link)}">{escape(action.title)}</a>'
    return f"<p>Action\u00a0: {title}, {escape(state)}</p>"


def _record(view: View, meeting: int, indicators: Mapping[str, str], sites: Mapping[str, str]) -> None:
    state = st.session_state
    indicator, site = state.get(_ABOUT), state.get(_SITE)
    about = about_both(indicators.get(indicator or ""), sites.get(site or ""))
    text, owner = str(state.get(_TEXT) or ""), str(state.get(_OWNER) or "")
    form = DecisionForm(text, owner, state.get(_DUE), indicator, site, about)
    now = dt.datetime.now(dt.UTC)
    kept = act.attempt(
        lambda: record_decision(view.thresholds, meeting, form, acting_as.name(), now),
        "La décision est enregistrée.",
        _SAID,
    )
    if kept:
        state[_TEXT] = state[_OWNER] = ""
        state[_DUE] = state[_ABOUT] = state[_SITE] = None


def _change(view: View, decision: int, key: str) -> None:
    state, now = st.session_state[key], dt.datetime.now(dt.UTC)
    act.attempt(
        lambda: change_decision_state(view.thresholds, decision, state, acting_as.name(), now),
        "L’état est enregistré.",
        f"{key}_dit",
    )
