"""A series as places of a drawing: round ticks, months that keep their place, holes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.agenda import FrozenPoint
from dashboard.packs.drawn_series import drawn_series, ticks_of
from dashboard.packs.frozen_values import base_at, margin_at, series_table, value_at
from tests.meetings import figure

FIRST = dt.date(2026, 1, 1)


def test_ticks_are_round_and_hold_the_intervals() -> None:
    assert ticks_of(figure()) == [65.0, 70.0, 75.0, 80.0]  # from 66 to 80


def test_ticks_stay_within_the_scale() -> None:
    near = replace(figure(), points=(FrozenPoint(FIRST, 99.5, 98.0, 101.0, 40),) * 3)
    assert ticks_of(near)[-1] == 100.0


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
