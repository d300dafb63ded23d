"""Revue: prepare a steering committee, project it, decide; the figures stay those of the day."""

import streamlit as st

from dashboard.ui import address, context
from dashboard.ui.sections import asked_meeting, meeting_list, opened_meeting, projected_meeting
from dashboard.wording.agenda import UNKNOWN

view = context.require()
named, meeting = asked_meeting.asked(view)

if meeting is not None and address.projecting():
    projected_meeting.render(view, meeting)
else:
    context.introduce("Revue", view)
    if meeting is not None:
        opened_meeting.render(view, meeting)
    else:
        if named:
            st.info(UNKNOWN)
        meeting_list.render(view)
