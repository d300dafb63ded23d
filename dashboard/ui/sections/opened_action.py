"""One action: what was decided, what it must change, the verdict, where it stands, and everything that was done."""

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses.action_effect import ActionEffect, action_effect, rivals
from dashboard.analyses.action_plan import place_names
from dashboard.domain.access import Right
from dashboard.domain.action import Action, ActionState
from dashboard.domain.action_effect import ActionVerdict
from dashboard.reception.action_form import LONGEST_OWNER
from dashboard.registry.actions import action_numbered, actions, change_action, change_action_state
from dashboard.registry.audit import audit_of
from dashboard.registry.review_meetings import review_meeting
from dashboard.ui import act, acting_as, address, rights
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.ui.sections import action_verdict
from dashboard.ui.sections.action_plan import engagement_name
from dashboard.wording import actions as words
from dashboard.wording.action_effect import expectation
from dashboard.wording.action_history import Milestone, milestones
from dashboard.wording.dates import day, local_day
from dashboard.wording.grammar import capital

_DATED = (*(verdict for verdict in ActionVerdict if verdict.given), ActionVerdict.TOO_EARLY)
"""The verdicts whose months are a date of the life of the action."""


def render(view: View, code: str) -> None:
    """The action whose number is `code` in the address."""
    back = address.link("actions", action=None)
    st.html(f'<a class="spp-link" href="{escape(back)}" target="_self">Retour au plan d’actions</a>')
    number = address.number_of(code)
    action = None if number is None else action_numbered(view.thresholds, number)
    if action is None:
        st.info(words.UNKNOWN_ACTION)
        return
    known = actions(view.thresholds, limit=None)
    effect = view.reader.compute(action_effect, action, rivals(action, known), view.thresholds)
    st.header(as_written(action.title))
    act.tell()
    st.html(_facts(view, action, effect))
    st.header("Verdict")
    action_verdict.render(view, effect)
    _change(view, action)
    st.header("Historique de l’action")
    _timeline(view, effect)


def _facts(view: View, action: Action, effect: ActionEffect) -> str:
    """What was decided, then the rest in short lines."""
    code = action.site or action.service or ""
    name = escape(place_names(view.reader, [action]).get(code, code))
    place = f'<a class="spp-link" href="{escape(address.link("sites", site=code, action=None))}">{name}</a>'
    lines = [f"Lieu\u00a0: {place if action.site else f'tout le service {name}'}"]
    if action.commitment:
        link = address.link("commitments", engagement=str(action.commitment), action=None)
        label = escape(engagement_name(view, action.commitment))
        lines.append(f'Engagement\u00a0: <a class="spp-link" href="{escape(link)}">{label}</a>')
    state = words.state_and_term(action.state, action.due_on, action.done_on, dt.date.today())
    lines.append(escape(f"État\u00a0: {state}\u00a0; responsable\u00a0: {action.owner}"))
    if action.meeting:
        lines.append(_meeting(view, action.meeting))
    lines.append(f"<strong>Effet attendu</strong>\u00a0: {escape(_expected(effect))}")
    shown = "".join(f"<li>{line}</li>" for line in lines)
    return f'<p class="spp-sentence" dir="auto">{escape(action.decided)}</p><ul class="spp-facts">{shown}</ul>'


def _meeting(view: View, number: int) -> str:
    """« Décidée en revue : Comité de décembre, 2 décembre 2026 », which leads to it."""
    link, found = address.link("meetings", reunion=str(number), action=None), review_meeting(view.thresholds, number)
    named = f"{found.title}, {day(found.held_on)}" if found else f"revue {number}"
    return f'Décidée en revue\u00a0: <a class="spp-link" href="{escape(link)}">{escape(named)}</a>'


def _expected(effect: ActionEffect) -> str:
    if effect.action.expected is None:
        return words.NO_EXPECTED
    said = expectation(effect.indicator, effect.action.expected)
    return f"{said}, fixé le {day(local_day(effect.action.created_at))}{words.LATE_MARK if effect.late else ''}."


def _change(view: View, action: Action) -> None:
    if not rights.may(Right.STEER, site=action.site, service=action.service):
        return
    st.header("Où en est l’action")
    acting_as.render()
    key = f"action_{action.id}"
    with st.form(f"{key}_etat_forme", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "État de l’action", list(ActionState), key=f"{key}_etat", index=list(ActionState).index(action.state),
            format_func=lambda state: capital(words.STATES[state]), width=200,
        )  # fmt: skip
        st.date_input(
            "Faite le (si elle est faite)", action.done_on, key=f"{key}_faite", format="DD/MM/YYYY", width=220
        )
        st.form_submit_button("Changer l’état", on_click=_change_state, args=(view, action, key))
    act.tell(f"{key}_etat_dit")
    with st.form(f"{key}_suivi", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Responsable (obligatoire)", action.owner, key=f"{key}_responsable", max_chars=LONGEST_OWNER, width=260
        )
        st.date_input("Échéance", action.due_on, key=f"{key}_echeance", format="DD/MM/YYYY", width=180)
        st.form_submit_button("Enregistrer le suivi", on_click=_change_rest, args=(view, action, key))
    act.tell(f"{key}_suivi_dit")


def _change_state(view: View, action: Action, key: str) -> None:
    """A state, or only the day on which it was done."""
    state, now = st.session_state[f"{key}_etat"], dt.datetime.now(dt.UTC)
    done = st.session_state[f"{key}_faite"] if state is ActionState.DONE else None
    if state is action.state and done != action.done_on:
        if done is None:
            act.refuse(words.NO_DAY_DONE, f"{key}_etat_dit")
        else:
            _keep(view, action, done, f"{key}_etat_dit")
        return
    act.attempt(
        lambda: change_action_state(view.thresholds, action.id, state, acting_as.name(), now, done),
        "L’état est enregistré.",
        f"{key}_etat_dit",
    )


def _change_rest(view: View, action: Action, key: str) -> None:
    owner, due_on = str(st.session_state[f"{key}_responsable"] or ""), st.session_state[f"{key}_echeance"]
    _keep(view, action, action.done_on, f"{key}_suivi_dit", owner, due_on)


def _keep(
    view: View, action: Action, done: dt.date | None, said: str, owner: str | None = None, due_on: dt.date | None = None
) -> None:
    now, agent = dt.datetime.now(dt.UTC), acting_as.name()
    name, term = (action.owner, action.due_on) if owner is None else (owner, due_on)
    act.attempt(
        lambda: change_action(view.thresholds, action.id, agent, now, owner=name, due_on=term, done_on=done),
        "Le suivi est enregistré.",
        said,
        unchanged=words.UNCHANGED,
    )


def _timeline(view: View, effect: ActionEffect) -> None:
    """Two lists by date: what happened, and what is to come."""
    action, times = effect.action, effect.windows
    lines = [
        (local_day(one.at), one.actor, one.act.value, one.detail)
        for one in audit_of(view.thresholds, "action", action.id)
    ]
    found: list[Milestone] = milestones(
        lines,
        due_on=action.due_on,
        done_on=action.done_on,
        compared=times.after if times is not None and effect.verdict in _DATED else None,
        ready=times is not None and times.ready,
        verdict=effect.verdict,
    )
    today = dt.date.today()
    st.html(_listed([one for one in found if one.on <= today]))
    if coming := [one for one in found if one.on > today]:
        st.subheader("À venir")
        st.html(_listed(coming))


def _listed(found: Sequence[Milestone]) -> str:
    items = "".join(f'<li><span class="spp-note">{escape(day(one.on))}</span> {escape(one.said)}</li>' for one in found)
    return f'<ol class="spp-history">{items}</ol>'
