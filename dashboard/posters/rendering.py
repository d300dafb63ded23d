"""A poster as a PDF: tagged (PDF/UA-1), in French, the same bytes for the same data."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from dashboard.posters.poster import Poster
from dashboard.posters.printable import from_the_right, printable
from dashboard.posters.qr_code import qr_code
from dashboard.wording import poster as words
from dashboard.wording.excerpt import excerpt

HERE = Path(__file__).parent
TEMPLATE = HERE / "templates" / "poster.typ"
FONTS = HERE / "fonts"
_NAME, _ABOUT = 150, 130
_LOCK = Lock()


class Format(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    A3 = "a3"


def pdf(poster: Poster, form: Format) -> bytes:
    """One page."""
    return _compiled(poster, form, format="pdf", pdf_standards=["ua-1"], timestamp=int(poster.created.timestamp()))


@cache
def _compiler() -> typst.Compiler:
    """One for all the posters: fonts and template are read once. It may read nothing out of its template's folder."""
    return typst.Compiler(input=TEMPLATE, root=TEMPLATE.parent, font_paths=[FONTS], ignore_system_fonts=True)


def _compiled(poster: Poster, form: Format, **options: Any) -> bytes:
    """Text reaches the template as data, never as source: it may hold any mark of Typst."""
    inputs = {"format": form.value, "poster": json.dumps(_data(poster), ensure_ascii=False)}
    with _LOCK:  # one compiler, the sessions of the application wait for their turn
        made = _compiler().compile(sys_inputs=inputs, **options)
    if not isinstance(made, bytes):
        raise ValueError(f"a poster has one page: {poster.code}")
    return made


def _data(poster: Poster) -> dict[str, Any]:
    """What the template reads: texts that its fonts can write."""
    content: dict[str, Any] = _written(asdict(poster) | {"created": ""})
    name = printable(poster.name) or printable(poster.code)
    spoken = f"{words.TITLE}\u00a0: {name}"
    return content | {
        "name": excerpt(name, _NAME),
        "about": excerpt(content["about"], _ABOUT),
        "title": f"{words.DEMONSTRATION} {spoken}" if poster.demonstration else spoken,
        "reversed": from_the_right(name),
        "code": qr_code(poster.address) if poster.address else "",
        "code_words": f"Code QR\u00a0: {poster.invitation}, {poster.address}",
        "words": {
            "title": words.TITLE,
            "demonstration": words.DEMONSTRATION,
            "said": words.SAID,
            "said_and_done": words.SAID_AND_DONE,
        },
    }


def _written(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        written = {key: _written(one) for key, one in value.items()}
        return written | {"reversed": from_the_right(written["quote"])} if "quote" in written else written
    return [_written(one) for one in value] if isinstance(value, list | tuple) else value
