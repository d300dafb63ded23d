"""Where things stand on a slide, in inches."""

from typing import NamedTuple

from pptx.util import Emu, Inches


class Place(NamedTuple):
    """Left, top, width and height, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def box(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The same as python-pptx wants it."""
        left, top, width, height = (Inches(side) for side in self)
        return left, top, width, height


TITLE = Place(0.6, 0.35, 12.133, 1.12)
ABOUT = Place(0.6, 1.62, 12.133, 0.3)
CONCLUSION = Place(0.6, 1.94, 12.133, 0.7)
BODY = Place(0.6, 2.72, 12.133, 3.7)
LIMIT = Place(0.6, 6.47, 12.133, 0.44)
FOOT = Place(0.6, 6.98, 11.2, 0.32)
NUMBER = Place(12.0, 6.98, 0.733, 0.32)
