"""How every chart is shown: the sentence that reads it, the figure, its data as a table and a file, its method."""

import json
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.ui import exports, provenance
from dashboard.ui import reading as readings
from dashboard.ui import table as tables
from dashboard.ui.exports import Export
from dashboard.ui.method import Method as Method
from dashboard.ui.table import Table
from dashboard.wording.reading import Reading


def show(
    figure: Callable[[], Any],
    *,
    key: str,
    alt: str,
    reading: Reading,
    table: Callable[[], Table],
    filename: str,
    method: Callable[[], Method] | None = None,
    mode_bar: bool = False,
    cited: str = "",
    when: str = "",
    title: str = "",
    about: str = "",
    read: bool = True,
) -> None:
    """Draw a Plotly figure with all that must go with it.

    `reading` goes above, sent before `figure` is built: a person reads while the chart is drawn. `key` is unique in the
    page; `alt` names the chart for a screen reader and `table` is its alternative; `filename` has no extension.
    `mode_bar` shows Plotly’s buttons, only where zooming helps: each is a stop of the keyboard. `table` and `method`
    are called when a person opens them, never before. `cited`: the sentence of the value, for a text that is pasted
    elsewhere; `when`: what the chart covers when it is not the period of the filters; `read` False: the page says
    `reading` beside the chart.

    `title`: one of many charts, inside a container whose key begins with `grille_`. Its title, what it is `about` and
    its reading are one piece, and one panel holds all that goes under it: a page of many pieces is slow to draw
    (docs/decisions/0013).
    """
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    note = f'<p class="spp-data">{escape(about)}</p>' if about else ""
    with st.container(key=f"chart_{key}"):
        if read or heading or note:
            st.html(heading + note + (readings.markup(reading) if read else ""))
        st.plotly_chart(figure(), key=key, theme=None, alt=alt, config=configuration(filename, mode_bar=mode_bar))
        named = alt.removesuffix(reading.conclusion).rstrip(" .")
        source = provenance.current(when=when)
        under = _folded if title else _under
        under(Export(key, named, filename, table, source, reading, method, cited, chart=f"chart_{key}"))


def data_panel(
    key: str,
    label: str,
    table: Callable[[], Table],
    filename: str,
    *,
    reading: Reading | None = None,
    method: Callable[[], Method] | None = None,
    cited: str = "",
    when: str = "",
    named: bool = False,
) -> None:
    """A closed panel that holds a table once it is opened, and the line of its files. `key` ends with `_data`; `label`
    is the title of what leaves the page, shown above when `named`; the options are those of `show`."""
    if named:
        st.html(f'<p class="spp-panel-name">{escape(label)}</p>')
    source = provenance.current(when=when)
    _under(Export(key.removesuffix("_data"), label, filename, table, source, reading, method, cited))


def configuration(filename: str, *, mode_bar: bool = False) -> dict[str, Any]:
    """Plotly’s settings: in French, without logo, without any address to send the data to."""
    return {
        "locale": "fr",
        "locales": {"fr": _locale()},
        "displayModeBar": mode_bar,
        "displaylogo": False,
        "scrollZoom": False,
        "showSendToCloud": False,
        "plotlyServerURL": "",
        "topojsonURL": "/spp/none/",  # a map drawn by Plotly would fetch outlines elsewhere: ours are traces
        "modeBarButtonsToRemove": ["lasso2d", "select2d", "autoScale2d"],
        "toImageButtonOptions": {"format": "png", "filename": filename, "scale": 2},
    }


@st.fragment
def _under(export: Export) -> None:
    """A fragment: opening a panel runs it alone, not the whole page."""
    with st.container(key=f"under_{export.key}", gap=None):
        panel = st.expander("Données", key=f"{export.key}_data", on_change="rerun", type="compact")
        if panel.open:
            found = export.table()
            tables.show(found, tall=len(found.rows) > 15, container=panel)
        exports.actions(export)


@st.fragment
def _folded(export: Export) -> None:
    """The same behind one word, without a line of buttons."""
    panel = st.popover("Données et méthode", key=f"{export.key}_data", type="tertiary", on_change="rerun")
    if panel.open:
        with panel:
            tables.show(export.table(), tall=True)
            exports.listed(export)


@cache
def _locale() -> dict[str, Any]:
    locale: dict[str, Any] = json.loads(Path(__file__).with_name("plotly_fr.json").read_text(encoding="utf-8"))
    return locale
