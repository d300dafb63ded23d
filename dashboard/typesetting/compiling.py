"""A template and data as a PDF: tagged (PDF/UA-1), in French, the same bytes for the same data."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from queue import LifoQueue
from threading import Lock

import typst

from dashboard.domain.brand import NEUTRAL, Brand
from dashboard.typesetting.marks import marks

FONTS = Path(__file__).parent / "fonts"
AT_ONCE = 2
"""Documents of a template made at once: a compiler leaves the interpreter to the others, and costs some 60 MB."""
_LOCK = Lock()


def pdf_of(template: Path, inputs: Mapping[str, str], created: dt.datetime, brand: Brand = NEUTRAL) -> bytes:
    """The document of a template, in the brand of who publishes it. Text reaches it as data, never as source: it may
    hold any mark of Typst."""
    with _LOCK:
        free = compilers(template, brand.folder if brand.for_documents else None)
    compiler = free.get()  # the sessions of the application wait for their turn
    try:
        made = compiler().compile(
            sys_inputs={**inputs, "brand": marks(brand)},
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=int(created.timestamp()),
        )
    finally:
        free.put(compiler)
    if not isinstance(made, bytes):  # the form that the compiler gives to several pictures, never to a PDF
        raise ValueError(f"{template.name} gave no document")
    return made


@cache
def compilers(template: Path, letters: Path | None = None) -> LifoQueue[Callable[[], typst.Compiler]]:
    """The compilers of a template, each made when it is first needed: fonts and template are read once. They may read
    nothing out of its folder, but the fonts of a brand (`letters`: where they are)."""
    fonts = [FONTS, *([letters] if letters else [])]
    found: LifoQueue[Callable[[], typst.Compiler]] = LifoQueue()
    for _ in range(AT_ONCE):
        found.put(cache(partial(_made, template, fonts)))
    return found


def _made(template: Path, fonts: list[Path]) -> typst.Compiler:
    return typst.Compiler(input=template, root=template.parent, font_paths=fonts, ignore_system_fonts=True)
