"""The form of a new action: where, about what, what it must change, who sees to it; prefilled by a decision."""

import datetime as dt

import streamlit as st

from dashboard.analyses.observed_indicators import observed_indicators
from dashboard.analyses.scope_sites import site_rows
from dashboard.domain.access import Right
from dashboard.domain.action import LONGEST_TITLE, RUNNING, ActionState, ExpectedDirection, ExpectedEffect, favourable
from dashboard.domain.indicator import Direction, Indicator
from dashboard.domain.scope import Scope
from dashboard.errors import RegistryError
from dashboard.reception.action_form import LONGEST_OWNER, ActionForm, change_written
from dashboard.registry.actions import create_action
from dashboard.registry.review_meetings import Decision, decision_numbered
from dashboard.ui import act, acting_as, address, rights
from dashboard.ui.context import View
from dashboard.ui.sections.action_plan import engagement_names
from dashboard.wording.action_effect import DIRECTIONS
from dashboard.wording.actions import FIXED, STATES
from dashboard.wording.grammar import capital
from dashboard.wording.numerals import exact, gap_unit

_TITLE, _DECIDED, _OWNER, _DUE = "action_titre", "action_texte", "action_responsable", "action_echeance"
_PLACE, _NUMBER, _STATE, _DONE, _EXPECTS = (
    "action_lieu", "action_engagement", "action_etat", "action_faite_le", "action_effet",
)  # fmt: skip
_INDICATOR, _WAY, _LEAST = "action_indicateur", "action_sens", "action_minimum"
_FROM, _REFUSED = "action_decision", "action_refusee"
_SITE, _SERVICE = "site:", "service:"
_SHORT = 80
"""Letters of a decision that makes a title."""


def render(view: View) -> None:
    """Closed, unless a decision of a meeting is to be carried out; nothing for those who do not steer. What is typed
    stays until it is kept."""
    code = "".join(address.carried("decision"))
    if not rights.may(Right.STEER):
        return
    number = address.number_of(code)
    asked = None if number is None else decision_numbered(view.thresholds, number)
    if asked is not None and st.session_state.get(_FROM) != asked.id:
        _fill(view, asked)
    acting_as.render()
    with st.expander("Nouvelle action", key="nouvelle_action", expanded=asked is not None):
        st.text_input("Titre de l’action (obligatoire)", key=_TITLE, max_chars=LONGEST_TITLE)
        st.text_area("Ce qui est décidé, dit aux usagers (obligatoire)", key=_DECIDED, max_chars=2_000)
        places = _places(view)
        st.selectbox(
            "Site ou service (obligatoire)", list(places), index=None, key=_PLACE, format_func=places.__getitem__,
            placeholder="Choisir dans le périmètre des filtres",
        )  # fmt: skip
        indicator = _about(view)
        if indicator is not None:
            _expected(indicator)
        _who_and_when()
        st.button("Créer l’action", type="primary", on_click=_create, args=(view, indicator, asked))
        act.tell(_REFUSED)


def _places(view: View) -> dict[str, str]:
    """The sites of the perimeter, then its services."""
    scope = view.selection.scope
    rows = [row for row in site_rows(view.reader, scope) if row.active and row.level == "site"]
    services = {row.service: row.service_label or row.service for row in rows if row.service}
    found = {f"{_SITE}{row.code}": row.name for row in rows}
    return found | {f"{_SERVICE}{code}": f"Tout le service\u00a0: {name}" for code, name in services.items()}


def _about(view: View) -> Indicator | None:
    """The engagement, then one of its indicators."""
    names = engagement_names(view)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Engagement", list(names), index=None, key=_NUMBER, format_func=names.__getitem__, width=320,
            placeholder="Choisir un engagement",
        )  # fmt: skip
        number_ = st.session_state.get(_NUMBER)
        listed = _indicators(view, number_)
        key = f"{_INDICATOR}_{number_}"
        st.selectbox(
            "Indicateur qui doit changer", list(listed), index=None, key=key, format_func=listed.__getitem__, width=420,
            placeholder="Aucun" if listed else "Choisir d’abord l’engagement", disabled=not listed,
        )  # fmt: skip
    return view.catalogue.get(str(st.session_state.get(key)))


def _indicators(view: View, commitment: int | None) -> dict[str, str]:
    """Those of an engagement, the ones that the chosen place has results of first; the others say that it has none."""
    found = {code: one.label for code, one in view.catalogue.items() if one.commitment == commitment}
    scope = _scope(str(st.session_state.get(_PLACE) or ""))
    if scope is None or not found:
        return found
    here = view.reader.compute(observed_indicators, scope)
    absent = {code: f"{label} (aucun résultat ici)" for code, label in found.items() if code not in here}
    return {code: label for code, label in found.items() if code in here} | absent


def _scope(place: str) -> Scope | None:
    """The site or the service of the form; None before it is chosen."""
    if place.startswith(_SITE):
        return Scope(sites=(place.removeprefix(_SITE),))
    return Scope(services=(place.removeprefix(_SERVICE),)) if place else None


def _expected(indicator: Indicator) -> None:
    """What the action must change: the direction follows from the indicator, unless it has none."""
    st.checkbox("Fixer l’effet attendu maintenant", True, key=_EXPECTS)
    if not st.session_state[_EXPECTS]:
        st.html(f'<p class="spp-note">{FIXED}</p>')
        return
    unit = gap_unit(indicator, 2)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if indicator.direction is Direction.NEUTRAL:
            st.selectbox(
                "Sens attendu", list(ExpectedDirection), index=None, key=_WAY, width=200, placeholder="Choisir",
                format_func=lambda way: capital(DIRECTIONS[way]),
            )  # fmt: skip
        label = "Plus petit changement utile" + (f", en {unit}" if unit else "")
        st.text_input(label, exact(indicator.material_gap), key=f"{_LEAST}_{indicator.code}", width=320)
        st.html(f'<p class="spp-note">{_way_words(indicator)} {FIXED}</p>', width="stretch")


def _way_words(indicator: Indicator) -> str:
    way = favourable(indicator.direction)
    return f"Sens attendu\u00a0: {DIRECTIONS[way]}, le sens favorable de cet indicateur." if way else ""


def _who_and_when() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Responsable (obligatoire)", key=_OWNER, max_chars=LONGEST_OWNER, width=260)
        st.date_input("Échéance", None, key=_DUE, format="DD/MM/YYYY", width=180)
        st.selectbox(
            "État", (*RUNNING, ActionState.DONE), key=_STATE, width=180,
            format_func=lambda state: capital(STATES[state]),
        )  # fmt: skip
        if st.session_state[_STATE] not in RUNNING:
            st.date_input("Faite le", None, key=_DONE, format="DD/MM/YYYY", width=180)


def _fill(view: View, decision: Decision) -> None:
    """The form begins with what the meeting decided: a short text is the title, a long one what is decided."""
    state = st.session_state
    state[_FROM] = decision.id
    short = len(decision.text) <= _SHORT and "\n" not in decision.text
    state[_TITLE], state[_DECIDED] = (decision.text.rstrip("."), "") if short else ("", decision.text)
    state[_OWNER], state[_DUE] = decision.owner, decision.due_on
    if decision.site and f"{_SITE}{decision.site}" in _places(view):
        state[_PLACE] = f"{_SITE}{decision.site}"
    indicator = view.catalogue.get(decision.indicator or "")
    if indicator is not None and indicator.commitment in engagement_names(view):
        state[_NUMBER] = indicator.commitment
        state[f"{_INDICATOR}_{indicator.commitment}"] = indicator.code


def _create(view: View, indicator: Indicator | None, decision: Decision | None) -> None:
    def create() -> None:
        form = _form(indicator, decision)
        created = create_action(view.thresholds, form, acting_as.name(), dt.datetime.now(dt.UTC))
        address.choose(action=str(created), decision=None)

    if act.attempt(create, "L’action est inscrite au plan.", refused=_REFUSED):
        state = st.session_state
        state[_TITLE] = state[_DECIDED] = state[_OWNER] = ""
        state[_DUE] = state[_PLACE] = state[_NUMBER] = state[_FROM] = None


def _form(indicator: Indicator | None, decision: Decision | None) -> ActionForm:
    """What was typed. Raises RegistryError: a change that is no number."""
    state = st.session_state
    place = str(state.get(_PLACE) or "")
    return ActionForm(
        title=str(state.get(_TITLE) or ""),
        decided=str(state.get(_DECIDED) or ""),
        owner=str(state.get(_OWNER) or ""),
        state=state[_STATE],
        site=place.removeprefix(_SITE) if place.startswith(_SITE) else None,
        service=place.removeprefix(_SERVICE) if place.startswith(_SERVICE) else None,
        due_on=state.get(_DUE),
        done_on=state.get(_DONE) if state[_STATE] is ActionState.DONE else None,
        commitment=state.get(_NUMBER),
        indicator=indicator.code if indicator else None,
        expected=_effect(indicator) if indicator and state.get(_EXPECTS) else None,
        decision=decision.id if decision else None,
    )


def _effect(indicator: Indicator) -> ExpectedEffect:
    """What is to change. Raises RegistryError: no direction for an indicator that has none, no number."""
    state = st.session_state
    way = favourable(indicator.direction) or state.get(_WAY)
    if way is None:
        raise RegistryError("Le sens attendu manque\u00a0: dire si l’indicateur doit monter ou baisser.")
    least = change_written(str(state.get(f"{_LEAST}_{indicator.code}") or ""))
    return ExpectedEffect(indicator.code, way, least)
