import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.intervals import Point, intervals
from dashboard.charts.palette import LIGHT
from dashboard.charts.scale import Measure, cut_notice, fitted, from_zero, shown_values, step_of, ticks_of
from dashboard.domain.estimate import Shown

SHARE = Measure()
DAYS = Measure(unit="jours", upper=None)


@pytest.mark.parametrize(("span", "step"), [((0, 100), 20), ((0, 10), 2), ((60, 61), 0.2), ((0, 26_000), 10_000)])
def test_steps_are_round(span: tuple[float, float], step: float):
    assert step_of(*span, 5) == pytest.approx(step)


def test_a_point_axis_fits_its_values_and_says_that_zero_is_out():
    low, high = fitted([61.0, 72.0, 79.0], SHARE)
    assert 50 <= low <= 61
    assert 79 <= high <= 90
    assert cut_notice((low, high)) == "l’axe ne part pas de zéro"


@given(st.lists(st.floats(0, 100), max_size=40))
def test_an_axis_of_shares_holds_every_value_and_stays_between_0_and_100(values: list[float]):
    low, high = fitted(values, SHARE)
    assert 0 <= low < high <= 100
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in values)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_an_axis_of_bars_starts_at_zero(values: list[float]):
    low, high = from_zero(values, DAYS)
    assert low == 0
    assert high >= max(values)
    assert cut_notice((low, high)) == ""


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=20))
def test_ticks_lie_on_the_axis_and_are_few(values: list[float]):
    limits = fitted(values, Measure(unit="", lower=None, upper=None))
    ticks, texts = ticks_of(limits, Measure(unit="", lower=None, upper=None))
    assert len(ticks) == len(texts) <= 7
    assert all(
        limits[0] - 1e-6 * abs(limits[0]) - 1e-9 <= tick <= limits[1] + 1e-6 * abs(limits[1]) + 1e-9 for tick in ticks
    )


def test_french_numbers():
    assert SHARE.text(71.42) == "71,4\u00a0%"
    assert SHARE.gap(2.7) == "+2,7\u00a0points"
    assert SHARE.gap(-1.04) == "−1,0\u00a0point"
    assert DAYS.gap(-3.1) == "−3,1\u00a0jours"
    assert ticks_of((0.0, 100.0), SHARE)[1] == [
        "0\u00a0%",
        "20\u00a0%",
        "40\u00a0%",
        "60\u00a0%",
        "80\u00a0%",
        "100\u00a0%",
    ]


def test_a_share_on_few_answers_has_no_decimal():
    assert SHARE.figure(Shown(71.42, n=99)) == "71\u00a0%"
    assert SHARE.figure(Shown(71.42, n=100)) == "71,4\u00a0%"


def test_what_is_drawn_of_a_mean_stays_within_its_scale():
    note = Measure(unit="", lower=0.0, upper=10.0)
    assert note.limits(Shown(9.5, 8.6, 10.4, n=30)) == (8.6, 10.0)
    assert note.limits(Shown(9.5)) == (None, None)
    assert shown_values([Shown(9.5, 8.6, 10.4, n=30)], note) == [9.5, 8.6, 10.0]
    traces = intervals([Point("Lyon", Shown(9.5, 8.6, 10.4, n=30))], note, LIGHT)["data"]
    [bars] = [trace["error_x"] for trace in traces if trace["error_x"]["array"] is not None]
    assert (list(bars["array"]), list(bars["arrayminus"])) == ([0.5], pytest.approx([0.9]))
