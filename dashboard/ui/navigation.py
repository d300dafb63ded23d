"""The pages of the application, in the order of the menu. One added here is reachable, titled and tested."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dashboard.config import ROOT
from dashboard.domain.access import Access, Right
from dashboard.domain.commitment import Commitment
from dashboard.wording.citation import PRODUCT


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One line of the menu. `path` is the address after the slash, empty for the first page; `right`: without it, the
    page does not exist."""

    file: Path
    title: str
    path: str = ""
    right: Right = Right.READ

    @property
    def address(self) -> str:
        """Address relative to the root of the application, for a link."""
        return f"./{self.path}"


# Absolute paths: Streamlit looks for no page by itself, so that every page goes through dashboard/app.py.
_FOLDER = ROOT / "pages"
PAGES = (
    PageEntry(_FOLDER / "overview.py", "Vue d’ensemble"),
    PageEntry(_FOLDER / "commitments.py", "Engagements", "engagements"),
    PageEntry(_FOLDER / "services.py", "Services", "services"),
    PageEntry(_FOLDER / "periods.py", "Périodes", "periodes"),
    PageEntry(_FOLDER / "sites.py", "Sites", "sites"),
    PageEntry(_FOLDER / "surveys.py", "Enquêtes", "enquetes"),
    PageEntry(_FOLDER / "reviews.py", "Avis", "avis"),
    PageEntry(_FOLDER / "reviews_to_answer.py", "Avis à traiter", "avis-a-traiter", Right.ANSWER),
    PageEntry(_FOLDER / "meetings.py", "Revue", "revue"),
    PageEntry(_FOLDER / "actions.py", "Actions", "actions"),
    PageEntry(_FOLDER / "explorer.py", "Explorer", "explorer", Right.ANALYSE),
    PageEntry(_FOLDER / "data.py", "Données", "donnees", Right.ADMINISTER),
    PageEntry(_FOLDER / "method.py", "Méthode", "methode"),
)


FIRST = "vue-ensemble"
"""The first page, which has no path, among what an operator follows."""
ACCESS = PageEntry(_FOLDER / "access.py", "Accès", "acces", Right.GRANT)
"""Beside the others where people sign in."""
CLOSED = PageEntry(_FOLDER / "no_access.py", "Accès")
"""In the place of all the others for somebody who may see nothing."""


def open_to(access: Access | None) -> list[PageEntry]:
    """The pages that a person may open, in the order of the menu; one at least."""
    if access is None:
        return [CLOSED]
    entries = [*PAGES, ACCESS] if access.person else PAGES
    return [entry for entry in entries if access.has(entry.right)] or [CLOSED]


def pages(entries: Sequence[PageEntry]) -> list[Page]:
    """These pages for `st.navigation`, without icon: an icon makes the browser fetch one from another origin."""
    return [
        st.Page(entry.file, title=entry.title, url_path=entry.path, default=place == 0)
        for place, entry in enumerate(entries)
    ]


def closed_pages() -> list[Page]:
    """The page of somebody who may see nothing, at every address: it is the answer to all of them."""
    entries = [CLOSED, *(entry for entry in (*PAGES, ACCESS) if entry.path)]
    return [
        st.Page(CLOSED.file, title=CLOSED.title, url_path=entry.path, default=place == 0)
        for place, entry in enumerate(entries)
    ]


def title_of(page: Page | PageEntry) -> str:
    """Title of the browser's tab: the page first, because tabs are cut at the end."""
    return f"{page.title} – {PRODUCT}"


def address_of(file: str) -> str:
    """Address of a page by the name of its file (`sites`), for a link. Raises KeyError when there is none."""
    return {entry.file.stem: entry.address for entry in (*PAGES, ACCESS)}[file]


def file_of(name: str) -> str:
    """File of a page (`commitments`), as `st.page_link` and `st.switch_page` want it. Raises KeyError."""
    return str({entry.file.stem: entry.file for entry in (*PAGES, ACCESS)}[name])


def commitment_label(commitment: Commitment) -> str:
    """« 1. Accueil courtois »: how an engagement is named in a list."""
    return f"{commitment.number}. {commitment.short_label}"
