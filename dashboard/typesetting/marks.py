"""The brand of an installation as templates read it: colour, letters, logo, legal lines."""

import base64
import io
import json
from functools import lru_cache
from pathlib import Path

import typst
from PIL import Image

from dashboard.domain.brand import Brand
from dashboard.typesetting.printable import printable

SHIPPED = ("Public Sans", "Libertinus Serif")
_DOTS_PER_INCH = 300


@lru_cache(maxsize=4)
def marks(brand: Brand) -> str:
    """What `sys.inputs.brand` holds, as JSON: the same for every document."""
    return json.dumps(
        {
            "accent": brand.accent,
            "fonts": [*([brand.family] if brand.for_documents else []), *SHIPPED],
            "authority": printable(brand.authority),
            "legal": [printable(line) for line in brand.legal],
            "logo": drawing(brand.logo.light) if brand.logo else "",
            "logo_words": printable(brand.logo.words) if brand.logo else "",
        },
        ensure_ascii=False,
    )


def drawing(logo: Path) -> str:
    """The logo as SVG; one that is made of points is wrapped in a drawing of its size."""
    if logo.suffix == ".svg":
        return logo.read_text(encoding="utf-8")
    content = logo.read_bytes()
    width, height = Image.open(io.BytesIO(content)).size
    held = base64.b64encode(content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{held}"/></svg>'
    )


@lru_cache(maxsize=4)
def picture(logo: Path) -> bytes:
    """The logo as PNG, for documents that hold no drawing."""
    if logo.suffix == ".png":
        return logo.read_bytes()
    page = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.logo), format: "svg", height: 40mm)"""
    made = typst.compile(page, format="png", ppi=_DOTS_PER_INCH, sys_inputs={"logo": drawing(logo)})
    assert isinstance(made, bytes)  # one page
    return made
