"""A QR code as a drawing."""

import io

import segno


def qr_code(address: str) -> str:
    """An SVG drawing, with the white margin that readers need. Level M: a seventh of it may be torn or hidden."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=4, xmldecl=False, svgns=True, light="#fff"
    )
    return drawn.getvalue().decode("utf-8")
