"""Events on a chart: at the step that holds them, numbered, never one number over another."""

import datetime as dt

from dashboard.charts.event_marks import ROW, event_marks
from dashboard.charts.palette import LIGHT
from dashboard.charts.series import Mark


def month(text):
    return dt.date.fromisoformat(f"{text}-01")


def test_a_mark_stands_at_the_step_that_holds_it():
    marks = [Mark(1, month("2025-02")), Mark(2, month("2025-04"))]
    found = event_marks(marks, month("2024-03"), month("2026-09"), 3, LIGHT)
    assert [shape["x0"] for shape in found.shapes] == ["2025-03-01", "2025-06-01"]
    assert [note["text"] for note in found.annotations] == ["<b>1</b>", "<b>2</b>"]
    yearly = event_marks(marks[:1], month("2023-12"), month("2025-12"), 12, LIGHT)
    assert yearly.shapes[0]["x0"] == "2025-12-01"


def test_a_long_event_has_a_bar_above_its_months():
    found = event_marks([Mark(1, month("2025-02"), month("2025-05"))], month("2025-01"), month("2025-12"), 1, LIGHT)
    line, bar = found.shapes
    assert (line["x0"], line["x1"]) == ("2025-02-01", "2025-02-01")
    assert (bar["x0"], bar["x1"], bar["y0"]) == ("2025-02-01", "2025-05-16", 1)


def test_numbers_that_would_touch_are_on_other_rows():
    close = [Mark(1, month("2025-02")), Mark(2, month("2025-03")), Mark(3, month("2026-06"))]
    found = event_marks(close, month("2024-01"), month("2026-12"), 1, LIGHT, above=20)
    shifts = [note["yshift"] for note in found.annotations]
    assert shifts == [22, 22 + ROW, 22]
    assert found.above == 2 * ROW


def test_what_is_outside_the_months_is_not_drawn():
    found = event_marks([Mark(1, month("2020-01"))], month("2024-01"), month("2026-12"), 1, LIGHT)
    assert (found.shapes, found.annotations, found.above) == ([], [], 0)
