"""The line under a chart or a table: its data, its files, its sentence to paste, its method.

One line for all, whatever the page. Nothing is built before a person asks: a panel is filled when it is opened, a file
is made when it is downloaded.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.ui import rights
from dashboard.ui.method import Method, markup
from dashboard.ui.workbook import MIME, workbook
from dashboard.wording.citation import Provenance, citation
from dashboard.wording.dates import moment
from dashboard.wording.reading import Reading

if TYPE_CHECKING:  # a table draws this line under itself
    from dashboard.ui.table import Table


@dataclass(frozen=True, slots=True)
class Export:
    """What can leave the page. `key` is unique in the page, `filename` has no extension; `cited`: the sentence of the
    value, when the conclusion does not give it; `chart`: the key of the container of the figure, when there is one."""

    key: str
    title: str
    filename: str
    table: "Callable[[], Table]"
    provenance: Provenance
    reading: Reading | None = None
    method: Callable[[], Method] | None = None
    cited: str = ""
    chart: str = ""

    def workbook(self) -> bytes:
        """The table and its method as an .xlsx file."""
        return workbook(self.table(), self._facts())

    def citation(self) -> str:
        """The text to paste in a document."""
        return citation(self.title, self.reading, self.provenance, self.cited)

    def _facts(self) -> Iterator[tuple[str, str]]:
        yield "Titre", self.title
        if self.reading is not None:
            yield "Lecture", self.reading.conclusion
            yield "Limite", self.reading.limit
        yield from self.provenance.facts.items()
        if self.method is not None:
            yield from self.method().facts()
        yield "Exporté le", moment(dt.datetime.now(dt.UTC))


def actions(export: Export) -> None:
    """Draw « Télécharger », « Copier » and « Méthode »."""
    with st.container(horizontal=True, key=f"actions_{export.key}", width="content", vertical_alignment="center"):
        files(export)
        if export.reading is not None or export.cited:
            st.html(_copy(export), width="content")
        if export.method is not None:
            method_panel(f"{export.key}_method", export.method)


def files(export: Export) -> None:
    """A closed panel with the files, filled when it is opened."""
    panel = st.popover("Télécharger", key=f"{export.key}_files", type="tertiary", on_change="rerun")
    if not panel.open:
        return
    with panel, st.container(key=f"menu_{export.key}", gap="xxsmall"):
        _buttons(export)


def listed(export: Export) -> None:
    """The same as `actions`, one below the other in a panel that is already open."""
    with st.container(key=f"menu_{export.key}", gap="xxsmall"):
        _buttons(export)
        if export.reading is not None or export.cited:
            st.html(_copy(export))
    if export.method is not None:
        st.html(markup(export.method()))


def _buttons(export: Export) -> None:
    """One a file."""
    for label, data, suffix, mime in (
        ("Données (CSV)", lambda: export.table().csv(), "csv", "text/csv"),
        ("Données et méthode (XLSX)", export.workbook, "xlsx", MIME),
    ):
        st.download_button(
            label,
            data=rights.offered(data, f"{export.filename}.{suffix}"),
            file_name=f"{export.filename}.{suffix}",
            mime=mime,
            key=f"{export.key}_{suffix}",
            on_click="ignore",
            type="tertiary",
        )
    if export.chart:
        told = json.dumps(_figure(export), ensure_ascii=False)
        for label, form in (("Image (PNG)", "png"), ("Image vectorielle (SVG)", "svg")):
            st.html(_button(label, {"figure": form, "told": told}))


def method_panel(key: str, method: Callable[[], Method]) -> None:
    """A closed panel that says how figures were computed once it is opened."""
    panel = st.popover("Méthode", key=key, type="tertiary", on_change="rerun")
    if panel.open:
        panel.html(markup(method()))


def _copy(export: Export) -> str:
    return _button("Copier", {"copy": export.citation()}, "Copier pour un document")


def _button(label: str, data: dict[str, str], spoken: str = "") -> str:
    """A button of the shell (copy.js, figure_file.js): no run of the page."""
    attributes = "".join(f' data-spp-{name}="{escape(value)}"' for name, value in data.items())
    title = f' title="{escape(spoken)}"' if spoken else ""
    return f'<button type="button" class="spp-action"{attributes}{title}>{escape(label)}</button>'


def _figure(export: Export) -> dict[str, Any]:
    """What figure_file.js writes around the drawing."""
    read = export.reading
    return {
        "chart": export.chart,
        "name": export.filename,
        "title": export.title,
        "above": [export.provenance.about] if export.provenance.about else [],
        "below": [
            *([f"{read.conclusion} {read.limit}"] if read else []),
            *(line for line in export.provenance.lines if line != export.provenance.about),
        ],
    }
