"""A series as places of a drawing: round ticks, months that keep their place, holes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.agenda import FrozenPoint
from dashboard.domain.period import shift
from dashboard.packs.drawn_series import decimals_of, drawn_series, step_of, ticks_of
from dashboard.wording.frozen_values import base_at, margin_at, series_table, value_at
from tests.meetings import figure

FIRST = dt.date(2026, 1, 1)


def test_ticks_are_round_and_hold_the_intervals() -> None:
    assert ticks_of(figure()) == [65.0, 70.0, 75.0, 80.0]  # from 66 to 80


def test_ticks_stay_within_the_scale() -> None:
    near = replace(figure(), points=(FrozenPoint(FIRST, 99.5, 98.0, 101.0, 40),) * 3)
    assert ticks_of(near)[-1] == 100.0


@pytest.mark.parametrize(
    ("decimals", "values", "read"),
    [(0, (12.0, 12.4, 12.9), ["12,0", "12,5", "13,0"]), (1, (3.21, 3.26, 3.30), ["3,20", "3,25", "3,30"])],
)
def test_two_ticks_never_read_the_same(decimals: int, values: tuple[float, ...], read: list[str]) -> None:
    days = replace(figure(), unit="jours", decimals=decimals, lower_bound=0.0, upper_bound=None)
    points = tuple(FrozenPoint(shift(FIRST, rank), value) for rank, value in enumerate(values))
    texts = [tick["text"] for tick in drawn_series(replace(days, points=points))["ticks"]]
    assert texts == read


def test_the_ends_of_a_scale_stand_for_what_is_beyond_them() -> None:
    marks = replace(figure(), unit="sur 6", decimals=1, lower_bound=1.0, upper_bound=6.0)
    drawn = drawn_series(replace(marks, points=(FrozenPoint(FIRST, 1.2), FrozenPoint(shift(FIRST, 1), 5.6))))
    assert [tick["text"] for tick in drawn["ticks"]] == ["1", "2", "4", "6"]
    assert [tick["at"] for tick in drawn["ticks"]] == pytest.approx([0.0, 0.2, 0.6, 1.0])
    assert [point["y"] for point in drawn["points"]] == pytest.approx([0.04, 0.92])


@given(
    st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=30),
    st.sampled_from([(None, None), (0.0, 100.0), (1.0, 6.0), (-100.0, 100.0), (0.0, None)]),
)
def test_nothing_is_drawn_at_another_place_than_its_value(
    values: list[float], bounds: tuple[float | None, float | None]
) -> None:
    scaled = replace(figure(), lower_bound=bounds[0], upper_bound=bounds[1])
    points = tuple(FrozenPoint(shift(FIRST, rank), value) for rank, value in enumerate(values))
    found = replace(scaled, points=points)
    ticks, drawn = ticks_of(found), drawn_series(found)
    span = ticks[-1] - ticks[0]
    assert [ticks[0] + one["y"] * span for one in drawn["points"]] == pytest.approx(values, abs=1e-6)
    assert all(-1e-9 <= one["y"] <= 1 + 1e-9 for one in drawn["points"])
    assert len({tick["text"] for tick in drawn["ticks"]}) == len(ticks)
    assert decimals_of([round(ticks[0] + step_of(ticks), 10)]) <= decimals_of(ticks)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30))
def test_any_values_are_between_their_ticks(values: list[float]) -> None:
    free = replace(figure(), lower_bound=None, upper_bound=None)
    points = tuple(FrozenPoint(FIRST, value) for value in values)
    ticks = ticks_of(replace(free, points=points))
    assert 2 <= len(ticks) <= 8
    assert ticks[0] <= min(values) + 1e-6 * abs(min(values)) + 1e-9
    assert ticks[-1] >= max(values) - 1e-6 * abs(max(values)) - 1e-9


def test_a_missing_month_is_a_hole_that_keeps_its_place() -> None:
    drawn = drawn_series(figure())
    assert [len(run) for run in drawn["lines"]] == [9, 13]
    assert len(drawn["points"]) == 22
    assert drawn["points"][9]["x"] == pytest.approx(11 / 23)
    assert [drawn["points"][0]["x"], drawn["points"][-1]["x"]] == [0.0, 1.0]
    assert drawn["months"][0]["text"] == "nov. 24"


def test_places_are_those_of_the_values() -> None:
    point = drawn_series(figure())["points"][0]
    assert (point["y"], point["lower"], point["upper"]) == pytest.approx((1 / 3, 1 / 15, 0.6))


def test_a_small_base_is_written_without_decimal_and_said() -> None:
    small = FrozenPoint(FIRST, 66.6, 40.0, 101.0, 25, True)
    assert (value_at(figure(), small), base_at(small)) == ("67", "25 (faible)")
    assert margin_at(figure(), small) == "[40\u00a0; 100]"
    assert margin_at(figure(), FrozenPoint(FIRST, 66.6)) == "–"
    assert base_at(FrozenPoint(FIRST, 66.6)) == "–"


def test_the_table_has_a_row_a_month_that_had_a_figure() -> None:
    found = series_table(figure())
    assert len(found.rows) == 22
    assert found.rows[0] == ("novembre 2024", "70,0", "[66,0\u00a0; 74,0]", "400")
