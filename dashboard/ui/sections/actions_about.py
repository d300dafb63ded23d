"""The actions of a site or of an engagement, on its own page: a line each, which leads to the action."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.analyses.action_plan import Planned
from dashboard.domain.action_effect import ActionVerdict
from dashboard.domain.scope import Scope
from dashboard.ui import address
from dashboard.ui.context import View
from dashboard.ui.sections.action_plan import link, plan_of
from dashboard.wording.action_effect import VERDICTS
from dashboard.wording.actions import NONE_HERE, state_and_term

_MOST = 10


def of_site(view: View, site: str) -> None:
    """Those of a site and of its whole service."""
    _render("Actions du site", plan_of(view, Scope(sites=(site,))))


def of_commitment(view: View, number: int) -> None:
    """Those of an engagement on the perimeter."""
    _render("Actions pour cet engagement", plan_of(view, view.selection.scope, number))


def _render(heading: str, found: tuple[Planned, ...]) -> None:
    st.header(heading)
    lines = "".join(_line(one) for one in found[:_MOST])
    plan = (
        f'<a class="spp-link" target="_self" href="{escape(address.link("actions", action=None))}">Plan d’actions</a>'
    )
    more = f" ({len(found)} actions)" if len(found) > _MOST else ""
    said = f'<ul class="spp-facts">{lines}</ul>' if found else f'<p class="spp-sentence">{escape(NONE_HERE)}</p>'
    st.html(f'{said}<p class="spp-data">{plan}{more}</p>')


def _line(one: Planned) -> str:
    action, verdict = one.action, one.effect.verdict
    state = escape(state_and_term(action.state, action.due_on, action.done_on, dt.date.today()))
    judged = "" if verdict is ActionVerdict.NONE else f"\u00a0: <strong>{escape(VERDICTS[verdict])}</strong>"
    return (
        f'<li><a class="spp-link" target="_self" href="{escape(link(action.id))}">{escape(action.title)}</a>, '
        f"{escape(one.place)} ({state}){judged}</li>"
    )
