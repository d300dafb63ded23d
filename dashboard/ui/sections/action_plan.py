"""The improvement plan: what calls for somebody first, then every action of the perimeter with its verdict."""

import datetime as dt
from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analyses.action_plan import Planned, planned
from dashboard.analyses.commitments import published_engagements
from dashboard.domain.action import ActionState
from dashboard.domain.action_effect import ActionVerdict, Reminder
from dashboard.domain.scope import Scope
from dashboard.registry.actions import actions
from dashboard.ui import address, navigation, table
from dashboard.ui.context import View
from dashboard.ui.table import Cell, Column, Content
from dashboard.wording import numerals
from dashboard.wording.action_effect import VERDICTS
from dashboard.wording.actions import LATE, NO_ACTION, NO_REMINDER, REMINDERS, STATES, reminder_term, verdict_count
from dashboard.wording.dates import day
from dashboard.wording.grammar import capital
from dashboard.wording.numerals import NBSP

ALL = "toutes"
COLUMNS = ("Action", "État", "Verdict", "Échéance", "Lieu", "Responsable", "Engagement", "Indicateur")
"""What calls for somebody first: a phone shows the first columns."""


def plan_of(view: View, scope: Scope, commitment: int | None = None) -> tuple[Planned, ...]:
    """The actions of a scope, or of one engagement, those that call for somebody first."""
    known = actions(view.thresholds, limit=None)
    return planned(view.reader, known, scope, view.thresholds, dt.date.today(), commitment)


def render(view: View) -> None:
    """The reminders, then the plan as a table that a person filters by state."""
    found = plan_of(view, view.selection.scope)
    if not found:
        st.html(f'<p class="spp-sentence">{escape(NO_ACTION)}</p>')
        return
    _reminders(found)
    st.header("Plan d’actions")
    st.html(f'<p class="spp-sentence">{escape(verdict_count([one.effect.verdict for one in found]))}</p>')
    labels = {ALL: "Toutes"} | {state.value: capital(STATES[state]) + "s" for state in ActionState}
    labels[ActionState.UNDER_WAY.value] = "En cours"
    state = address.switch("État", "etat_action", labels, default=ALL)
    kept = [one for one in found if state in (ALL, one.action.state.value)]
    if kept:
        listing(view, kept, "Actions du périmètre", "plan-actions")
    else:
        st.html('<p class="spp-sentence">Aucune action de ce périmètre n’est dans cet état.</p>')


def listing(view: View, found: Sequence[Planned], caption: str, filename: str) -> None:
    """A table of actions, each leading to its page."""
    rows = [_row(view, one) for one in found]
    table.html_table(caption, [Column(name) for name in COLUMNS], rows, filename=filename, tall=len(rows) > 15)


def link(number: int) -> str:
    """The address of an action, with the filters of the present view."""
    return address.link("actions", action=str(number), decision=None)


def _reminders(found: Sequence[Planned]) -> None:
    st.header("À suivre")
    lines = []
    for reminder in Reminder:
        for one in (one for one in found if one.reminder is reminder):
            term = reminder_term(reminder, one.action.due_on, one.effect.why)
            lines.append(
                f'<li><strong>{REMINDERS[reminder]}</strong>\u00a0: <a class="spp-link" target="_self" '
                f'href="{escape(link(one.action.id))}">{escape(one.action.title)}</a>, {escape(one.place)} '
                f"({escape(term)}\u00a0; responsable\u00a0: {escape(one.action.owner)})</li>"
            )
    if lines:
        st.html(f'<ul class="spp-reminders">{"".join(lines)}</ul>')
    else:
        st.html(f'<p class="spp-sentence">{escape(NO_REMINDER)}</p>')


def _row(view: View, one: Planned) -> list[Cell | Content]:
    action, effect = one.action, one.effect
    indicator = view.catalogue.get(action.indicator or "")
    note = effect.why
    if effect.size is not None and indicator is not None:
        note = numerals.gap(indicator, effect.size.value)
    return [
        Cell(action.title, href=link(action.id)),
        Cell(STATES[action.state], note=LATE if one.reminder is Reminder.OVERDUE else ""),
        Cell("–" if effect.verdict is ActionVerdict.NONE else VERDICTS[effect.verdict], note=note),
        day(action.due_on).replace(" ", NBSP) if action.due_on else "–",
        one.place,
        action.owner,
        engagement_name(view, action.commitment),
        indicator.label if indicator else (action.indicator or "–"),
    ]


def engagement_name(view: View, number: int | None) -> str:
    """« 1. Accueil courtois », or a dash."""
    return engagement_names(view).get(number or 0, "–")


def engagement_names(view: View) -> dict[int, str]:
    """The engagements, by number."""
    found = view.reader.compute(published_engagements)
    return {one.commitment.number: navigation.commitment_label(one.commitment) for one in found}
