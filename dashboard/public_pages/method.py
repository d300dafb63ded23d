"""The method, for who reads the public pages alone: the rules of the page « Méthode », in the same words."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from dashboard.domain.indicator import Indicator
from dashboard.public_pages.rendering import Frame, render
from dashboard.wording.method_rules import ABSENCE_HEADS, ABSENCES, Section

_MARKS = ((re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"), (re.compile(r"`(.+?)`"), r"<code>\1</code>"))


def page(frame: Frame, sections: Sequence[Section], indicators: Sequence[Indicator]) -> str:
    """`sections`: the rules; `indicators`: those that are published, whose codes name embedded figures."""
    told = [(section.title, [_marked(rule) for rule in section.rules]) for section in sections]
    content = {"sections": told, "heads": ABSENCE_HEADS, "absences": ABSENCES, "indicators": indicators}
    return render("method.html", frame, **content)


def _marked(rule: str) -> Markup:
    """A rule whose light marks are those of a page; everything else is text."""
    text = str(escape(rule))
    for mark, tag in _MARKS:
        text = mark.sub(tag, text)
    return Markup(text)
