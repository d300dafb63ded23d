"""Opinions published after the usual period, which ends with the last month that everything else tells of."""

from html import escape

import streamlit as st

from dashboard.domain.period import shift
from dashboard.store import reads
from dashboard.ui import address
from dashboard.ui.context import View
from dashboard.wording.reviews import read_later


def render(view: View) -> None:
    """A sentence and a link, when the period that the page opens on leaves them out."""
    bounds = reads.months(view.reader)
    if bounds.last_month is None or bounds.usual_month is None or bounds.last_month == bounds.usual_month:
        return
    if view.selection.period.stop != shift(bounds.usual_month, 1):
        return
    words, link = read_later(bounds.last_month)
    href = escape(address.link("reviews", periode=(str(bounds.last_month.year),)))
    made = f'<a class="spp-link" href="{href}" target="_self">{escape(link)}</a>'
    st.html(f'<p class="spp-sentence">{escape(words)} {made}</p>')
