"""The review meetings of the installation, and the preparation of a new one."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.analyses.agenda import proposed
from dashboard.analyses.meeting_preparation import basis, registered
from dashboard.domain.access import Right
from dashboard.domain.action import LONGEST_TITLE
from dashboard.registry.review_meetings import create_meeting, review_meetings
from dashboard.ui import act, acting_as, address, rights, table
from dashboard.ui.context import View
from dashboard.ui.table import Cell, Column, Content
from dashboard.wording.agenda import NO_MEETING
from dashboard.wording.dates import day

_TITLE, _DAY, _REFUSED = "revue_titre", "revue_jour", "revue_refusee"


def render(view: View) -> None:
    """What was prepared, the last first; then the form."""
    listed = review_meetings(view.thresholds)
    if listed:
        columns = [Column("Revue"), Column("Date"), Column("Périmètre"), Column("Données")]
        rows: list[list[Cell | Content]] = [
            [
                Cell(meeting.title, href=address.link("meetings", reunion=(str(meeting.id),))),
                day(meeting.held_on),
                meeting.perimeter,
                f"version\u00a0{meeting.data_version}",
            ]
            for meeting in listed
        ]
        table.html_table("Revues préparées", columns, rows, filename="revues", filtered=False)
    else:
        st.html(f'<p class="spp-sentence">{escape(NO_MEETING)}</p>')
    if rights.may(Right.STEER):
        _prepare(view)


def _prepare(view: View) -> None:
    st.header("Préparer une revue")
    st.html(
        '<p class="spp-sentence">L’ordre du jour est proposé d’après les décisions de la dernière revue du même '
        "périmètre et celles que les revues d’avant ont laissées à faire, ce qui a changé, ce qui est démontré moins "
        "bon que le réseau, les cibles manquées, les enquêtes closes et les actions à échéance sur le périmètre des "
        "filtres\u00a0: "
        f"<strong>{escape(_perimeter(view))}</strong>. "
        "Les chiffres sont figés\u00a0: une publication ultérieure ne les change pas.</p>"
    )
    acting_as.render()
    with st.form("preparer", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Titre de la revue (obligatoire)", key=_TITLE, max_chars=LONGEST_TITLE, width=420)
            st.date_input("Date de la revue", key=_DAY, format="DD/MM/YYYY", width=200)
        st.form_submit_button("Proposer l’ordre du jour", type="primary", on_click=_create, args=(view,))
    act.tell(_REFUSED)


def _perimeter(view: View) -> str:
    return f"{view.selection.where}, {view.selection.when}"


def _create(view: View) -> None:
    chosen, title, held_on = view.selection, str(st.session_state.get(_TITLE) or ""), st.session_state[_DAY]
    query = {key: values for key, values in address.query().items() if key != address.PROJECTION}
    if not view.sees_all:  # the perimeter that the filters leave unsaid
        query |= {"service": list(chosen.scope.services), "site": list(chosen.scope.sites)}
        query = {key: values for key, values in query.items() if values}

    def create() -> None:
        opening, closing = registered(view.reader, view.thresholds, chosen.scope, query, held_on)
        items = (
            *opening,
            *view.reader.compute(proposed, chosen.scope, view.thresholds, chosen.period, chosen.against, chosen.where),
            *closing,
        )
        number = create_meeting(
            view.thresholds, title, held_on, query, view.reader.version.number, acting_as.name(),
            dt.datetime.now(dt.UTC), items, _perimeter(view), basis(view.reader, view.thresholds),
        )  # fmt: skip
        address.choose(reunion=str(number))

    if act.attempt(create, "La revue est préparée.", refused=_REFUSED):
        st.session_state[_TITLE] = ""
