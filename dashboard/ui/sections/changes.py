"""What changed: the gaps that hold once corrected for the number of things looked at, each leading to its series."""

from html import escape

import streamlit as st

from dashboard.analyses.what_changed import Change, Changes
from dashboard.charts import adapters
from dashboard.charts.signs import SIGNALS
from dashboard.ui import address
from dashboard.wording.changes import rest, short_move
from dashboard.wording.grammar import inside

MOST = 6


def render(found: Changes) -> None:
    """The reading, then the strongest changes, in one piece; the others are counted."""
    more = len(found.changes) - MOST
    listed = "".join(f"<li>{_change(change)}</li>" for change in found.changes[:MOST])
    st.html(
        '<section class="spp-changes"><h2>Ce qui a changé</h2>'
        f'<p class="spp-sentence"><strong>{escape(found.reading.conclusion)}</strong></p>'
        + (f"<ul>{listed}</ul>" if listed else "")
        + (f'<p class="spp-note">{escape(rest(more))}</p>' if more > 0 else "")
        + f'<p class="spp-note">{escape(found.reading.limit)}</p></section>'
    )


def _change(change: Change) -> str:
    figure = change.figure
    indicator = figure.indicator
    label = f"{change.service_label}\u00a0: {inside(indicator.label)}"
    href = address.link("periods", service=(change.service,), indicateur=indicator.code)
    assert figure.comparison is not None
    sign = SIGNALS[adapters.change(figure.comparison)]
    glyph = f'<span class="spp-glyph" aria-hidden="true">{sign.glyph}</span>'
    words = short_move(indicator, figure.estimate, figure.comparison)
    return (
        f'<a class="spp-link" href="{escape(href)}">{escape(label)}</a>'
        f'<p class="spp-mark spp-mark-{sign.role}">{glyph}<span>{escape(words)}</span></p>'
    )
