"""The files of a meeting, each made when it is downloaded and not before."""

from collections.abc import Callable

import streamlit as st

from dashboard.packs.deck import deck
from dashboard.packs.document import minutes_pdf, pack_pdf
from dashboard.packs.meeting_pack import pack_of
from dashboard.packs.pack import Pack
from dashboard.registry.review_meetings import ReviewMeeting
from dashboard.ui import cache, rights
from dashboard.ui.context import View
from dashboard.wording.file_name import file_name

_PDF = "application/pdf"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def pack(view: View, meeting: ReviewMeeting) -> None:
    """The slides and the document of the pack."""
    slides, document = f"{_named('presentation', meeting)}.pptx", f"{_named('dossier', meeting)}.pdf"
    _button(view, meeting.id, "Télécharger la présentation (PowerPoint)", slides, _SLIDES, deck)
    _button(view, meeting.id, "Télécharger le dossier (PDF)", document, _PDF, pack_pdf)


def minutes(view: View, meeting: ReviewMeeting) -> None:
    """The minutes."""
    name = f"{_named('compte-rendu', meeting)}.pdf"
    _button(view, meeting.id, "Télécharger le compte rendu (PDF)", name, _PDF, minutes_pdf)


def _named(what: str, meeting: ReviewMeeting) -> str:
    """« compte-rendu-tribunaux-judiciaires-2026-12-02 »: where the meeting looks, and its day."""
    where = meeting.perimeter.partition(",")[0] or meeting.title
    return f"{file_name(f'{what} {where}')}-{meeting.held_on.isoformat()}"


def _button(view: View, number: int, label: str, file: str, mime: str, made_of: Callable[[Pack], bytes]) -> None:
    def made() -> bytes:
        found = pack_of(view.reader, view.thresholds, number, invented=cache.is_demonstration(view.reader.version))
        return made_of(found) if found else b""

    offered = rights.offered(made, file)
    st.download_button(label, data=offered, file_name=file, mime=mime, key=file, on_click="ignore")
