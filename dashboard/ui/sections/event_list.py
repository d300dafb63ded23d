"""The events of a chart: the numbered list under it, and the same as a table with its file."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.domain.event import Event
from dashboard.ui import chart
from dashboard.ui.table import Column, Table
from dashboard.wording.events import KIND_LABELS, named, not_drawn, when


def render(found: Sequence[Event], *, key: str, filename: str) -> None:
    """Those drawn, numbered as on the chart; those of a part of the perimeter are counted, and named in the table."""
    if not found:
        return
    drawn = [event for event in found if event.whole]
    listed = "".join(f"<li>{escape(named(event))}</li>" for event in drawn)
    apart = not_drawn(found)
    said = f'<p class="spp-data">{escape(apart)}</p>' if apart else ""
    heading = '<p class="spp-data"><strong>Événements</strong></p>'
    st.html(f'<div class="spp-events">{heading}{f"<ol>{listed}</ol>" if drawn else ""}{said}</div>')
    chart.data_panel(f"{key}_evenements", "Voir les événements en tableau", lambda: as_table(found), filename)


def as_table(found: Sequence[Event]) -> Table:
    """One row an event; the number is that of the chart."""
    ranks = {id(event): str(rank) for rank, event in enumerate((one for one in found if one.whole), start=1)}
    columns = [Column("Repère"), Column("Quand"), Column("Événement"), Column("Type"), Column("Périmètre")]
    rows = [
        [ranks.get(id(e), "non tracé"), when(e), e.title, KIND_LABELS[e.kind], e.where or "tous les sites"]
        for e in found
    ]
    return Table.of("Événements de la période", columns, rows)
