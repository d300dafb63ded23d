"""« Dire ce qui a été fait »: the actions that answer an opinion, one that exists or a new one."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.domain.access import Right
from dashboard.domain.action import LONGEST_TITLE, ActionState
from dashboard.domain.left_review import review_code
from dashboard.reception.action_form import LONGEST_OWNER, ActionForm
from dashboard.registry.action_reviews import tie_review, untie_review
from dashboard.registry.actions import Action, actions, actions_about, change_action_state, create_action
from dashboard.registry.left_reviews import LeftReview
from dashboard.store import reads
from dashboard.ui import act, acting_as, rights
from dashboard.ui.context import View
from dashboard.wording.actions import STATES, state_and_term
from dashboard.wording.grammar import capital

_TIED = "L’avis est rattaché à l’action."
_FIELDS = ("titre", "decision", "responsable")


def render(view: View, review: LeftReview) -> None:
    """Those that answer it, then a closed panel to tie another one."""
    code = review_code(review.id)
    st.header("Ce qui a été fait")
    tied = actions_about(view.thresholds, code)
    if not tied:
        st.html('<p class="spp-sentence">Aucune action n’est rattachée à cet avis.</p>')
    for action in tied:
        _tied(view, action, code)
    if not rights.may(Right.STEER, site=review.site):
        return
    with st.expander("Dire ce qui a été fait", key="dire_ce_qui_a_ete_fait"):
        _existing(view, review, {action.id for action in tied})
        _new(view, review)


def _tied(view: View, action: Action, code: str) -> None:
    words = state_and_term(action.state, action.due_on, action.done_on)
    st.html(
        f'<div class="spp-tied"><strong>{escape(action.title)}</strong> ({escape(words)})'
        f"<p>{escape(action.decided)}</p></div>"
    )
    if not rights.may(Right.STEER, site=action.site, service=action.service):
        return
    key = f"etat_action_{action.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            f"État de l’action n°\u00a0{action.id}", list(ActionState), key=key, width=220,
            index=list(ActionState).index(action.state), format_func=lambda state: capital(STATES[state]),
        )  # fmt: skip
        st.button("Changer l’état", key=f"changer_{action.id}", on_click=_change, args=(view, action.id, key))
        st.button("Détacher", key=f"detacher_{action.id}", on_click=_untie, args=(view, action.id, code))


def _existing(view: View, review: LeftReview, tied: set[int]) -> None:
    site = reads.site(view.reader, review.site)
    services = {site.service} if site and site.service else set()
    others = {one.id: one for one in actions(view.thresholds, {review.site}, services) if one.id not in tied}
    if not others:
        return
    key = f"action_de_{review.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Action du site ou de son service", list(others), key=key, index=None, width=420,
            format_func=lambda number: f"{others[number].title} ({STATES[others[number].state]})",
            placeholder="Choisir une action",
        )  # fmt: skip
        st.button("Rattacher à cette action", key="rattacher", on_click=_tie, args=(view, review, key))


def _new(view: View, review: LeftReview) -> None:
    """A form of its own: what is typed is sent as a whole, and stays when it is refused."""
    name = f"action_{review.id}"
    with st.form(name, border=False):
        st.text_input("Titre de la nouvelle action", key=f"{name}_titre", max_chars=LONGEST_TITLE)
        st.text_area("Ce qui a été décidé, dit aux usagers", key=f"{name}_decision", max_chars=2_000)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Responsable", key=f"{name}_responsable", max_chars=LONGEST_OWNER, width=260)
            st.selectbox(
                "État", list(ActionState)[:3], key=f"{name}_etat", width=200, index=1,
                format_func=lambda state: capital(STATES[state]),
            )  # fmt: skip
        st.form_submit_button("Créer l’action et y rattacher l’avis", on_click=_create, args=(view, review, name))


def _create(view: View, review: LeftReview, name: str) -> None:
    title, decided, owner = (str(st.session_state.get(f"{name}_{field}") or "") for field in _FIELDS)
    form = ActionForm(title, decided, owner, st.session_state[f"{name}_etat"], site=review.site)
    now, agent = dt.datetime.now(dt.UTC), acting_as.name()
    if act.attempt(lambda: create_action(view.thresholds, form, agent, now, [review_code(review.id)]), _TIED):
        for field in _FIELDS:
            st.session_state[f"{name}_{field}"] = ""


def _tie(view: View, review: LeftReview, key: str) -> None:
    chosen, now = st.session_state.get(key), dt.datetime.now(dt.UTC)
    if chosen is None:
        act.refuse("L’action manque\u00a0: la choisir dans la liste.")
        return
    act.attempt(lambda: tie_review(view.thresholds, chosen, review_code(review.id), acting_as.name(), now), _TIED)


def _untie(view: View, action: int, code: str) -> None:
    now = dt.datetime.now(dt.UTC)
    act.attempt(lambda: untie_review(view.thresholds, action, code, acting_as.name(), now), "L’avis est détaché.")


def _change(view: View, action: int, key: str) -> None:
    state, now = st.session_state[key], dt.datetime.now(dt.UTC)
    act.attempt(
        lambda: change_action_state(view.thresholds, action, state, acting_as.name(), now), "L’état est enregistré."
    )
