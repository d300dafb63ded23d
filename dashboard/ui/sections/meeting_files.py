"""The files of a meeting, each made when it is downloaded and not before."""

from collections.abc import Callable

import streamlit as st

from dashboard.packs.deck import deck
from dashboard.packs.document import minutes_pdf, pack_pdf
from dashboard.packs.meeting_pack import pack_of
from dashboard.packs.pack import Pack
from dashboard.ui import cache, rights
from dashboard.ui.context import View

_PDF = "application/pdf"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def pack(view: View, number: int) -> None:
    """The slides and the document of the pack."""
    _button(view, number, "Télécharger la présentation (PowerPoint)", f"revue-{number}.pptx", _SLIDES, deck)
    _button(view, number, "Télécharger le dossier (PDF)", f"dossier-revue-{number}.pdf", _PDF, pack_pdf)


def minutes(view: View, number: int) -> None:
    """The minutes."""
    _button(view, number, "Télécharger le compte rendu (PDF)", f"compte-rendu-{number}.pdf", _PDF, minutes_pdf)


def _button(view: View, number: int, label: str, file: str, mime: str, made_of: Callable[[Pack], bytes]) -> None:
    def made() -> bytes:
        found = pack_of(view.thresholds, number, invented=cache.is_demonstration(view.reader.version))
        return made_of(found) if found else b""

    st.download_button(
        label, data=rights.offered(made, file), file_name=file, mime=mime, key=file, on_click="ignore", type="tertiary"
    )
