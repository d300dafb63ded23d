"""A poster as a PDF: tagged (PDF/UA-1), in French, the same bytes for the same data."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

from dashboard.posters.poster import Poster
from dashboard.posters.qr_code import qr_code
from dashboard.typesetting.compiling import pdf_of
from dashboard.typesetting.printable import from_the_right, printable, written
from dashboard.wording import poster as words
from dashboard.wording.citation import PRODUCT
from dashboard.wording.excerpt import excerpt

TEMPLATE = Path(__file__).parent / "templates" / "poster.typ"
_NAME, _ABOUT = 150, 130


class Format(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    A3 = "a3"


def pdf(poster: Poster, form: Format) -> bytes:
    """One page."""
    inputs = {"format": form.value, "poster": json.dumps(_data(poster), ensure_ascii=False)}
    return pdf_of(TEMPLATE, inputs, poster.created, poster.brand)


def _data(poster: Poster) -> dict[str, Any]:
    """What the template reads: texts that its fonts can write."""
    content: dict[str, Any] = written(asdict(poster) | {"created": "", "brand": ""})
    name = printable(poster.name) or printable(poster.code)
    spoken = f"{words.TITLE}\u00a0: {name}"
    return content | {
        "name": excerpt(name, _NAME),
        "about": excerpt(content["about"], _ABOUT),
        "title": f"{words.DEMONSTRATION} {spoken}" if poster.demonstration else spoken,
        "reversed": from_the_right(name),
        "said": [one | {"reversed": from_the_right(one["quote"])} for one in content["said"]],
        "author": poster.brand.authority or PRODUCT,
        "code": qr_code(poster.address) if poster.address else "",
        "code_words": f"Code QR\u00a0: {poster.invitation}, {poster.address}",
        "words": {
            "title": words.TITLE,
            "demonstration": words.DEMONSTRATION,
            "said": words.SAID,
            "said_and_done": words.SAID_AND_DONE,
            "unproven": words.UNPROVEN_MARK,
        },
    }
