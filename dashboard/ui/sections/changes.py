"""What changed: the gaps that hold once corrected for the number of things looked at, each leading to its series."""

from html import escape

import streamlit as st

from dashboard.analyses.what_changed import Change, Changes
from dashboard.charts import adapters
from dashboard.charts.signs import SIGNALS
from dashboard.ui import address, navigation
from dashboard.wording.changes import rest, short_move

MOST = 6


def render(found: Changes) -> None:
    """The reading, then the strongest changes; the others are counted."""
    with st.container(key="changements"):
        st.header("Ce qui a changé")
        st.html(f'<p class="spp-sentence"><strong>{escape(found.reading.conclusion)}</strong></p>')
        for place, change in enumerate(found.changes[:MOST]):
            with st.container(key=f"changement_{place}"):
                _change(change)
        if len(found.changes) > MOST:
            st.html(f'<p class="spp-note">{escape(rest(len(found.changes) - MOST))}</p>')
        st.html(f'<p class="spp-note">{escape(found.reading.limit)}</p>')


def _change(change: Change) -> None:
    figure = change.figure
    indicator = figure.indicator
    st.page_link(
        navigation.file_of("periods"),
        label=f"{change.service_label}\u00a0: {indicator.label[:1].lower()}{indicator.label[1:]}",
        query_params=address.query(service=(change.service,), indicateur=indicator.code),
    )
    assert figure.comparison is not None
    sign = SIGNALS[adapters.change(figure.comparison)]
    glyph = f'<span class="spp-glyph" aria-hidden="true">{sign.glyph}</span>'
    words = short_move(indicator, figure.estimate, figure.comparison)
    st.html(f'<p class="spp-mark spp-mark-{sign.role}">{glyph}<span>{escape(words)}</span></p>')
