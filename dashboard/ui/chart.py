"""How every chart is shown: the sentence that reads it, the figure, its data as a table and a file, its method."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.ui import reading as readings
from dashboard.ui import table as tables
from dashboard.ui.table import Table
from dashboard.wording.reading import Reading


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure was computed: in words, by which queries (name, SQL), from which loads and with which corrections
    (a line each)."""

    explanation: str
    queries: Sequence[tuple[str, str]] = field(default=())
    loads: Sequence[str] = field(default=())
    restatements: Sequence[str] = field(default=())


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
) -> None:
    """Draw a Plotly figure with all that must go with it.

    `reading` goes above, sent before `figure` is built: a person reads while the chart is drawn. `key` is unique in the
    page; `alt` names the chart for a screen reader and `table` is its alternative; `filename` has no extension.
    `mode_bar` shows Plotly’s buttons, only where zooming helps: each is a stop of the keyboard. `table` and `method`
    are called when a person opens them, never before.
    """
    with st.container(key=f"chart_{key}"):
        readings.show(reading)
        st.plotly_chart(figure(), key=key, theme=None, alt=alt, config=configuration(filename, mode_bar=mode_bar))
        _under(key, table, filename, method)


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
def _under(key: str, table: Callable[[], Table], filename: str, method: Callable[[], Method] | None) -> None:
    """A fragment: opening a panel runs it alone, not the whole page."""
    data_panel(f"{key}_data", "Voir les données du graphique", table, filename)
    if method is not None:
        method_panel(f"{key}_method", method)


def method_panel(key: str, method: Callable[[], Method]) -> None:
    """A closed panel that says how figures were computed once it is opened."""
    panel = st.popover("Comment ce chiffre est calculé", key=key, type="tertiary", on_change="rerun")
    if panel.open:
        panel.html(_method(method()))


def data_panel(key: str, label: str, table: Callable[[], Table], filename: str) -> None:
    """A closed panel that holds a table and its file once it is opened."""
    panel = st.expander(label, key=key, on_change="rerun")
    if not panel.open:
        return
    found = table()
    with panel:
        tables.show(found, tall=len(found.rows) > 15)
        st.download_button(
            "Télécharger ces données (CSV)",
            data=found.csv,
            file_name=f"{filename}.csv",
            mime="text/csv",
            key=f"{key}_csv",
            on_click="ignore",
        )


def _method(method: Method) -> str:
    parts = [f"<p>{escape(method.explanation)}</p>"]
    if method.loads:
        lines = "".join(f"<li>{escape(load)}</li>" for load in method.loads)
        parts.append(f"<p><strong>Fichiers à l’origine de ces chiffres</strong></p><ul>{lines}</ul>")
    if method.restatements:
        lines = "".join(f"<li>{escape(line)}</li>" for line in method.restatements)
        parts.append(f"<p><strong>Valeurs corrigées par un chargement plus récent</strong></p><ul>{lines}</ul>")
    for name, sql in method.queries:
        parts.append(
            f"<p><strong>Requête {escape(name)}</strong></p>"
            f'<pre class="spp-code" tabindex="0" role="region" aria-label="Requête {escape(name)}">'
            f"<code>{escape(sql)}</code></pre>"
        )
    return "".join(parts)


@cache
def _locale() -> dict[str, Any]:
    locale: dict[str, Any] = json.loads(Path(__file__).with_name("plotly_fr.json").read_text(encoding="utf-8"))
    return locale
