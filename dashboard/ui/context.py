"""What every page needs before it asks anything: the data, the thresholds and the choice of the filters."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.analyses.catalogue import indicators
from dashboard.charts.palette import Palette, palette_of
from dashboard.config import Settings, settings
from dashboard.domain.indicator import Indicator
from dashboard.ui import cache, scope_bar
from dashboard.ui.cache import PageReader
from dashboard.ui.scope_bar import Selection


@dataclass(frozen=True, slots=True)
class View:
    """The state of one run of one page."""

    reader: PageReader
    thresholds: Settings
    selection: Selection
    catalogue: dict[str, Indicator]
    palette: Palette

    @property
    def sees_all(self) -> bool:
        """Whether whoever looks may see every site."""
        return self.reader.reference is self.reader


def require() -> View:
    """The view of this run; stops the page, which then shows only its frame, when nothing is published."""
    reader, selection = cache.reader(), scope_bar.current()
    if reader is None or selection is None:
        st.stop()
    return View(reader, settings(), selection, reader.compute(indicators), palette())


def palette() -> Palette:
    """Colours of the theme that the browser shows."""
    return palette_of(st.context.theme.type)


def introduce(title: str, view: View, *, undated: str = "") -> None:
    """The title of a page, and beside it in one line what it is about: perimeter, period, comparison.

    `undated`: what a page says in place of the period, when it has dates of its own."""
    chosen = view.selection
    when = undated or f"{chosen.when} (comparaison\u00a0: {chosen.before})"
    about = f"{escape(chosen.where)}, {escape(when)}."
    copy = '<button type="button" class="spp-copy" data-spp-copy-address>Copier le lien de cette vue</button>'
    with st.container(horizontal=True, vertical_alignment="bottom", key="introduction"):
        st.title(title, width="content")
        st.html(f'<p class="spp-data">{about} {copy}</p>', width="content")
