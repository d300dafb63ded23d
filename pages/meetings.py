"""Revue: prepare a steering committee, project it, decide; the figures stay those of the day."""

import streamlit as st

from dashboard.registry.review_meetings import review_meeting
from dashboard.ui import address, context
from dashboard.ui.sections import meeting_list, opened_meeting, projected_meeting
from dashboard.wording.agenda import UNKNOWN

view = context.require()
opened = "".join(address.carried("reunion"))
known = (
    review_meeting(view.thresholds, int(opened))
    if opened.isascii() and opened.isdecimal() and len(opened) < 10
    else None
)

if known is not None and st.query_params.get(address.PROJECTION) == "projection":
    projected_meeting.render(view, known)
else:
    context.introduce("Revue", view)
    if known is not None:
        opened_meeting.render(view, known)
    else:
        if opened:
            st.info(UNKNOWN)
        meeting_list.render(view)
