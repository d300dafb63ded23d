"""Give a role to somebody who signed in: which one, where, until when."""

import datetime as dt

import streamlit as st

from dashboard.analyses.site_services import site_services
from dashboard.domain.access import Grant, Perimeter, Role
from dashboard.registry.people import KnownPerson, grant_role, people
from dashboard.store import reads
from dashboard.ui import act, acting_as
from dashboard.ui.context import View
from dashboard.wording.access import ROLES, WHAT_THEY_DO

_WHO, _ROLE, _WHERE, _SERVICES, _SITES, _UNTIL = (
    "role_personne", "role_role", "role_ou", "role_services", "role_sites", "role_fin",
)  # fmt: skip
_EVERYWHERE, _OF_SERVICES, _OF_SITES = "Tout le ministère", "Des services", "Des sites"


def render(view: View) -> None:
    """The form; what is typed stays until it is kept."""
    act.tell()
    known = {person.id: person for person in people(view.thresholds)}
    st.header("Attribuer un rôle")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Personne", list(known), index=None, key=_WHO, placeholder="Choisir une personne", width=320,
            format_func=lambda number: known[number].person.shown,
        )  # fmt: skip
        st.selectbox("Rôle", list(Role), key=_ROLE, width=220, format_func=ROLES.__getitem__)
        st.date_input("Dernier jour (facultatif)", None, key=_UNTIL, format="DD/MM/YYYY", width=200)
    st.caption(f"{ROLES[st.session_state[_ROLE]]}\u00a0: {WHAT_THEY_DO[st.session_state[_ROLE]]}.")
    where = st.segmented_control(
        "Périmètre", (_OF_SERVICES, _OF_SITES, _EVERYWHERE), default=_OF_SERVICES, key=_WHERE, required=True
    )
    _places(view, str(where))
    st.button("Attribuer le rôle", type="primary", on_click=_grant, args=(view, known))


def _places(view: View, where: str) -> None:
    if where == _OF_SERVICES:
        services = {row.code: row.name for row in reads.services(view.reader)}
        st.multiselect(
            "Services", list(services), key=_SERVICES, format_func=services.__getitem__, placeholder="Choisir"
        )
    elif where == _OF_SITES:
        sites = {row.code: row.name for row in reads.sites(view.reader) if row.active}
        st.multiselect("Sites", list(sites), key=_SITES, format_func=sites.__getitem__, placeholder="Choisir")


def _grant(view: View, known: dict[int, KnownPerson]) -> None:
    state, now = st.session_state, dt.datetime.now(dt.UTC)
    if state.get(_WHO) not in known:
        act.refuse("Aucune personne n’est choisie\u00a0: en choisir une, puis attribuer le rôle.")
        return
    where = state.get(_WHERE)
    perimeter = Perimeter(
        where == _EVERYWHERE,
        tuple(state.get(_SERVICES) or ()) if where == _OF_SERVICES else (),
        tuple(state.get(_SITES) or ()) if where == _OF_SITES else (),
    )
    grant = Grant(state[_ROLE], perimeter, state.get(_UNTIL))
    services = view.reader.compute(site_services)
    person = known[state[_WHO]].person
    act.attempt(
        lambda: grant_role(view.thresholds, person, grant, services, acting_as.name(), now), "Le rôle est attribué."
    )
