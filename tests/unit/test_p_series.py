"""A p chart by segments, with the rules: against the definitions, point by point."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.p_chart import p_chart
from dashboard.stats.p_series import p_series
from dashboard.stats.runs import Rule, Side


def test_a_share_outside_its_own_limits():
    """Ten dates of 100: nine at 50 %, one at 80 %. Centre 53 %, limits ± 3√(0,53 × 0,47 ÷ 100) = ± 15 points."""
    found = p_series([50.0] * 9 + [80.0], [100.0] * 10)
    centre, lower, upper = found.limits[0]
    assert centre == pytest.approx(0.53)
    assert upper - centre == pytest.approx(centre - lower) == pytest.approx(3 * math.sqrt(0.53 * 0.47 / 100))
    assert Rule.OUTSIDE in found.points[9].rules
    assert (found.points[9].label, found.points[9].side) == (Rule.OUTSIDE, Side.HIGH)
    assert found.points[0].rules == {Rule.SHIFT}


def test_a_small_base_is_allowed_to_move():
    """80 % of 5 people is no signal where 80 % of 500 is one."""
    few = p_series([250.0] * 9 + [4.0], [500.0] * 9 + [5.0])
    many = p_series([250.0] * 9 + [400.0], [500.0] * 10)
    assert Rule.OUTSIDE not in few.points[9].rules
    assert Rule.OUTSIDE in many.points[9].rules


def test_seven_rising_shares_are_a_trend():
    found = p_series([float(50 + rank) for rank in range(7)], [200.0] * 7)
    assert all(Rule.TREND in point.rules for point in found.points)
    assert {point.side for point in found.points} == {Side.HIGH}


def test_each_segment_has_its_centre_and_no_run_crosses_a_break():
    found = p_series([30.0] * 6 + [70.0] * 6, [100.0] * 12, rebased_at=[6])
    assert [segment.mean for segment in found.segments] == [0.3, 0.7]
    assert all(not point.rules for point in found.points)


def test_a_missing_date_has_no_limit():
    found = p_series([50.0, None, 40.0], [100.0, None, 100.0])
    assert found.limits[1] is None
    assert found.points[1].value is None
    assert p_series([], []).points == ()


counts = st.lists(
    st.tuples(st.integers(1, 3000), st.floats(0, 1)).map(lambda drawn: (round(drawn[0] * drawn[1]), drawn[0]))
    | st.just((None, None)),
    min_size=1,
    max_size=40,
)


@given(counts)
def test_what_is_outside_is_what_the_chart_says(drawn):
    x, n = [a for a, _ in drawn], [b for _, b in drawn]
    found, chart = p_series(x, n), p_chart(x, n)
    # A limit on 0 or 1 is never passed by a share, and never by its score either.
    outside = [{1: Side.HIGH, -1: Side.LOW}.get(side) for side in chart.outside]
    marked = [point.side if point.label is Rule.OUTSIDE else None for point in found.points]
    assert marked == outside
