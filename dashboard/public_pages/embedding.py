"""A figure shown on another site: a small page for a frame, an image, and how to use them."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache

from dashboard.analyses.dated_results import Dated
from dashboard.analyses.public_figure import PublicFigure
from dashboard.public_pages import addresses
from dashboard.public_pages.rendering import TEMPLATES, Frame, render
from dashboard.wording.citation import PRODUCT
from dashboard.wording.grammar import inside
from dashboard.wording.public_results import badge_label, badge_value

LETTER = 6.6
"""Pixels of a letter of a badge: the text is drawn to the width of its letters, whatever the font of the reader."""
PADDING = 8


@dataclass(frozen=True, slots=True)
class Embedded:
    """A figure, its place and its months. `kind`, `what`, `code`: how addresses name it; `root`: where they begin, for
    another site; `page`: the public page of its place."""

    figure: PublicFigure
    place: str
    when: str
    dated: Dated
    root: str
    kind: str
    what: str
    code: str
    page: str

    @property
    def frame_address(self) -> str:
        """Of the small page."""
        return addresses.embedded(self.root, self.kind, self.what, self.code)

    @property
    def badge_address(self) -> str:
        """Of the image."""
        return addresses.badge(self.root, self.kind, self.what, self.code)

    @property
    def sentence(self) -> str:
        """« Accueil jugé courtois, Tribunal de Lyon, sur 12 mois à fin octobre 2026 : 87 %. »"""
        said = self.figure.value or self.figure.instead.rstrip(".")
        return f"{self.figure.label}, {inside(self.place) if not self.code else self.place}, {self.when}\u00a0: {said}."


@cache
def style() -> str:
    """The style of the small page, inside it: a frame may be refused the files of its own site."""
    return (TEMPLATES / "embedded.css").read_text(encoding="utf-8").strip()


@cache
def style_digest() -> str:
    """How a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()}'"


def small_page(shown: Embedded) -> str:
    """The page of a frame."""
    return render("embedded.html", None, shown=shown, style=style())


def badge(shown: Embedded) -> str:
    """The image, as SVG: it says the same to whoever does not see it."""
    label = badge_label(shown.figure.label, demonstration=shown.dated.demonstration)
    value = badge_value(shown.figure.value)
    left, right = round(len(label) * LETTER), round(len(value) * LETTER * 1.1)
    return render(
        "badge.svg", None, shown=shown, label=label, value=value, left=left, right=right, padding=PADDING, name=PRODUCT
    )


def how_to_page(frame: Frame, shown: Embedded) -> str:
    """What to copy, and what it gives."""
    return render("embedding.html", frame, shown=shown)
