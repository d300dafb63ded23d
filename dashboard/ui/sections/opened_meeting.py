"""One review meeting: its agenda with frozen figures, and what was decided."""

from html import escape

import streamlit as st

from dashboard.domain.access import Right
from dashboard.registry.agenda import agenda
from dashboard.registry.bounds import meeting_is_within
from dashboard.registry.review_meetings import ReviewMeeting
from dashboard.ui import act, acting_as, address
from dashboard.ui.context import View
from dashboard.ui.plain_text import as_written
from dashboard.ui.sections import meeting_agenda, meeting_decisions, meeting_files, meeting_minutes
from dashboard.wording.agenda import frozen
from dashboard.wording.dates import day


def render(view: View, meeting: ReviewMeeting) -> None:
    """Title, date and perimeter; the agenda; the decisions; the minutes."""
    back = address.link("meetings", reunion=None)
    st.html(f'<a class="spp-link" href="{escape(back)}" target="_self">Retour à la liste des revues</a>')
    st.header(as_written(meeting.title))
    about = f"Le {day(meeting.held_on)}. {meeting.perimeter}. "
    st.html(f'<p class="spp-data">{escape(about + frozen(meeting.data_version, view.reader.version.number))}</p>')
    items = agenda(view.thresholds, meeting.id)
    if items:
        project = address.projection_link("meetings", on=True, reunion=str(meeting.id), ecran="1")
        with st.container(horizontal=True, vertical_alignment="center"):
            link = f'<a class="spp-link" href="{escape(project)}" target="_self">Projeter la revue</a>'
            st.html(link, width="content")
            meeting_files.pack(view, meeting)
    act.tell()
    steers = meeting_is_within(Right.STEER, meeting.query)
    if steers:
        acting_as.render()
    meeting_agenda.render(view, meeting, items, steers=steers)
    meeting_decisions.render(view, meeting, items, steers=steers)
    meeting_minutes.render(view, meeting, steers=steers)
