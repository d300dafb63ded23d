import json

import pytest

from dashboard.charts.matrix import (
    Cell,
    ColumnHead,
    RowHead,
    Standing,
    as_html,
    change_text,
    sentence,
    standing,
    value_text,
)
from dashboard.charts.scale import Measure
from dashboard.charts.signs import Goal, Signal, Verdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.ui.matrix import content

SHARE = Measure()
ROW = RowHead("spip", "SPIP")
COLUMN = ColumnHead("5", "E5", "Délais tenus", SHARE)


def cell(value: float = 58.2, change: float | None = 1.4, **more: object) -> Cell:
    return Cell(Shown(value, value - 2, value + 2, 800), change, **more)  # type: ignore[arg-type]


SECRET = Cell(
    Withheld(Status.MASKED, "Secret statistique : moins de 11 réponses."), 12.34, Signal.CONCERN, Verdict.WORSE
)


@pytest.mark.parametrize(("given", "expected"), [
    (cell(), Standing.STEADY),
    (cell(goal=Goal.MISSED), Standing.WATCH),
    (cell(goal=Goal.MISSED, verdict=Verdict.BETTER, signal=Signal.IMPROVEMENT), Standing.WATCH),
    (cell(goal=Goal.MISSED, verdict=Verdict.WORSE), Standing.ALERT),
    (cell(goal=Goal.MET, verdict=Verdict.BETTER), Standing.STRONG),
    (cell(goal=Goal.MET), Standing.STEADY),
    (cell(goal=Goal.UNSURE, verdict=Verdict.SIMILAR, signal=Signal.USUAL), Standing.STEADY),
    (Cell(Shown(50, n=12, status=Status.FRAGILE), goal=Goal.MISSED, verdict=Verdict.WORSE), Standing.STEADY),
    (SECRET, Standing.BLANK),
])  # fmt: skip
def test_three_marks_make_a_standing(given: Cell, expected: Standing):
    assert standing(given) is expected


def test_a_cell_in_one_sentence():
    given = cell(signal=Signal.IMPROVEMENT, verdict=Verdict.WORSE, goal=Goal.MISSED)
    assert sentence(ROW, COLUMN, given) == (
        "SPIP, Délais tenus\u00a0: 58,2\u00a0%, hausse de 1,4\u00a0point, amélioration, moins bien que la référence, "
        "cible non atteinte, priorité."
    )


@pytest.mark.parametrize(("change", "text"), [
    (2.7, "↑\u00a0+2,7\u00a0pts"), (-1.0, "↓\u00a0−1,0\u00a0pt"), (0.04, "=\u00a00,0\u00a0pt"), (None, ""),
])  # fmt: skip
def test_a_change_has_an_arrow_a_sign_and_a_unit(change: float | None, text: str):
    assert change_text(cell(change=change), SHARE) == text


def test_a_withheld_cell_says_why_and_holds_no_number():
    assert (value_text(SECRET, SHARE), change_text(SECRET, SHARE)) == ("s", "secret")
    empty = Cell(Withheld(Status.NO_DATA))
    assert (value_text(empty, SHARE), change_text(empty, SHARE)) == ("–", "sans donnée")
    cells = {("spip", "5"): SECRET}
    for text in (json.dumps(content([ROW], [COLUMN], cells)), as_html([ROW], [COLUMN], cells, "Matrice")):
        assert "12,3" not in text
        assert "12.3" not in text


def test_every_button_has_a_full_sentence():
    sent = content([ROW], [COLUMN], {("spip", "5"): cell(goal=Goal.MET)}, "Matrice")
    [button] = sent["rows"][0]["cells"]
    assert button["says"].startswith("SPIP, Délais tenus\u00a0: 58,2\u00a0%")
    assert button["says"].endswith("Ouvrir le détail.")
    assert [mark and mark["glyph"] for mark in button["marks"]] == [None, None, "✓"]


def test_a_pair_without_cell_is_an_empty_box():
    assert content([ROW], [COLUMN], {})["rows"][0]["cells"] == [None]
    assert "<td></td>" in as_html([ROW], [COLUMN], {}, "Matrice")


def test_the_legend_names_only_what_is_drawn():
    sent = content([ROW], [COLUMN], {("spip", "5"): cell(goal=Goal.MET)})
    assert [[sign["word"] for sign in family["signs"]] for family in sent["legend"]["families"]] == [
        [],
        [],
        ["Cible atteinte"],
    ]


def test_the_html_table_is_a_real_table_and_escapes_its_labels():
    html = as_html([RowHead("x", "<b>SPIP</b>")], [COLUMN], {("x", "5"): cell(goal=Goal.MET)}, "Matrice")
    assert '<th scope="row">&lt;b&gt;SPIP&lt;/b&gt;</th>' in html
    assert "<caption>Matrice</caption>" in html
    assert "✓\u00a0Cible atteinte" in html
