"""The style sheet keeps a click quick (docs/decisions/0013)."""

import re

from dashboard.config import ROOT

SHEET = (ROOT / "dashboard" / "server" / "static" / "spp.css").read_text(encoding="utf-8")


def _rules_of_the_screen(sheet: str) -> str:
    """The sheet without its comments and without what only paper reads."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    start = sheet.index("@media print")
    depth = 0
    for place in range(sheet.index("{", start), len(sheet)):
        depth += {"{": 1, "}": -1}.get(sheet[place], 0)
        if depth == 0:
            return sheet[:start] + sheet[place + 1 :]
    raise AssertionError("a brace is not closed")


def test_nothing_on_the_screen_depends_on_what_an_element_holds() -> None:
    """With `:has()` the browser looks again at the ancestors of all that is drawn: 150 ms of style a click."""
    screen = _rules_of_the_screen(SHEET)
    assert ".spp-card" in screen
    assert "@media print" not in screen
    assert ":has(" not in screen


def test_no_class_that_changes_concerns_all_that_is_inside() -> None:
    """Streamlit changes the class of each piece as a run begins and ends. A rule that begins with part of a class and
    ends on anything (`*`, `:first-child`) made the browser look again at 2,643 elements, twice a click."""
    ends_on_anything = r"\[class[^{},]*[\s>](?:\*|:(?!is\()[\w-]+)\s*[,{]"
    assert re.search(ends_on_anything, '[class*="st-key-a_"] summary * {}')
    assert re.search(ends_on_anything, '[class*="st-key-a_"] > :first-child {}')
    assert re.findall(ends_on_anything, _rules_of_the_screen(SHEET)) == []
