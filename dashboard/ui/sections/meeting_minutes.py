"""The minutes of a meeting: who was there, and the file."""

import datetime as dt

import streamlit as st

from dashboard.registry.review_meetings import LONGEST_PARTICIPANTS, ReviewMeeting, record_participants
from dashboard.ui import act, acting_as
from dashboard.ui.context import View
from dashboard.ui.sections import meeting_files

_NAMES, _SAID = "participants", "participants_dit"


def render(view: View, meeting: ReviewMeeting, *, steers: bool) -> None:
    """The participants as they are typed, one a line; the minutes hold them, the items and the decisions."""
    st.subheader("Compte rendu")
    if steers:
        _participants(view, meeting)
    meeting_files.minutes(view, meeting)


def _participants(view: View, meeting: ReviewMeeting) -> None:
    with st.form("compte_rendu", border=False):
        key = f"{_NAMES}_{meeting.id}"
        st.text_area("Participants (un par ligne)", meeting.participants, key=key, max_chars=LONGEST_PARTICIPANTS)
        st.form_submit_button("Enregistrer les participants", on_click=_record, args=(view, meeting.id, key))
    act.tell(_SAID)


def _record(view: View, meeting: int, key: str) -> None:
    names, now = str(st.session_state.get(key) or ""), dt.datetime.now(dt.UTC)
    act.attempt(
        lambda: record_participants(view.thresholds, meeting, names, acting_as.name(), now),
        "Les participants sont enregistrés.",
        _SAID,
    )
