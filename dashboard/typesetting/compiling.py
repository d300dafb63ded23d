"""A template and data as a PDF: tagged (PDF/UA-1), in French, the same bytes for the same data."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock

import typst

FONTS = Path(__file__).parent / "fonts"
_LOCK = Lock()


def pdf_of(template: Path, inputs: Mapping[str, str], created: dt.datetime) -> bytes:
    """The document of a template. Text reaches it as data, never as source: it may hold any mark of Typst."""
    with _LOCK:  # one compiler a template, the sessions of the application wait for their turn
        made = compiler(template).compile(
            sys_inputs=dict(inputs), format="pdf", pdf_standards=["ua-1"], timestamp=int(created.timestamp())
        )
    if not isinstance(made, bytes):  # the form that the compiler gives to several pictures, never to a PDF
        raise ValueError(f"{template.name} gave no document")
    return made


@cache
def compiler(template: Path) -> typst.Compiler:
    """One for all the documents of a template: fonts and template are read once. It may read nothing out of its
    folder."""
    return typst.Compiler(input=template, root=template.parent, font_paths=[FONTS], ignore_system_fonts=True)
