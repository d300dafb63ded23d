import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.p_chart import p_chart


def test_hand_worked():
    """p̄ = 30/100 over bases 50, 50: 0.3 ± 3√(0.21/50) = 0.1056 to 0.4944."""
    chart = p_chart([10, 20], [50, 50])
    assert chart.centre == pytest.approx(0.3)
    assert chart.limits[0] == pytest.approx((0.3 - 3 * math.sqrt(0.21 / 50), 0.3 + 3 * math.sqrt(0.21 / 50)))
    assert not chart.laney


def test_gaps_and_empty():
    assert p_chart([None, 5], [None, 10]).limits[0] is None
    assert p_chart([], []).centre is None
    assert p_chart([0, 0], [0, 0]).centre is None


def test_laney_hand_worked():
    """z moves by the same amount each month: σ_z = |Δz| ÷ 1.128."""
    chart = p_chart([1000, 1200], [2000, 2000])
    z = (0.6 - 0.5) / math.sqrt(0.55 * 0.45 / 2000)
    assert chart.laney
    assert chart.sigma_z == pytest.approx(z / 1.128)


@given(st.lists(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1))
def test_limits_stay_inside(rows):
    chart = p_chart([x for x, _ in rows], [n for _, n in rows])
    for lower, upper in chart.limits:
        assert 0 <= lower <= chart.centre + 1e-12
        assert chart.centre - 1e-12 <= upper <= 1


def test_points_outside():
    chart = p_chart([50, 50, 50, 90, 50, 10], [100] * 6)
    assert chart.outside == (0, 0, 0, 1, 0, -1)
    assert p_chart([None], [None]).outside == (0,)


@given(st.lists(st.tuples(st.integers(0, 3000), st.just(3000)), min_size=3, max_size=20))
def test_laney_by_definition(rows):
    """σ_z = mean |Δz| ÷ 1.128 once the ranges of 3.267 times their mean or more are dropped."""
    x, n = [a for a, _ in rows], [b for _, b in rows]
    chart = p_chart(x, n)
    assert chart.laney
    centre = sum(x) / sum(n)
    if not 0 < centre < 1:
        assert chart.sigma_z == 1
        return
    z = [(a / b - centre) / math.sqrt(centre * (1 - centre) / b) for a, b in rows]
    ranges = [abs(b - a) for a, b in pairwise(z)]
    mean = sum(ranges) / len(ranges)
    kept = [r for r in ranges if r < 3.267 * mean - 1e-9]
    expected = sum(kept) / len(kept) if kept and sum(kept) > 0 else mean
    assert chart.sigma_z == pytest.approx(expected / 1.128, abs=1e-9)
    lower, upper = chart.limits[0]
    reach = 3 * chart.sigma_z * math.sqrt(centre * (1 - centre) / 3000)
    assert (lower, upper) == pytest.approx((max(0, centre - reach), min(1, centre + reach)))


def test_a_flat_large_series_has_its_limits_on_the_centre():
    chart = p_chart([1000] * 5, [2000] * 5)
    assert (chart.sigma_z, chart.limits[0], set(chart.outside)) == (0, (0.5, 0.5), {0})


@pytest.mark.parametrize(
    ("x", "n", "centre"),
    [([], [], None), ([None] * 3, [None] * 3, None), ([0], [1], 0), ([9], [9], 1), ([5, None, 5], [10, None, 10], 0.5)],
)
def test_edges(x, n, centre):
    for laney in (None, True, False):
        chart = p_chart(x, n, laney)
        assert (chart.centre, len(chart.limits)) == (centre, len(x))
        assert set(chart.outside) <= {0}


def test_no_range_across_a_gap():
    assert p_chart([1000, None, 1400], [2000, None, 2000]).sigma_z == 1


CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]


def test_published():
    """Leaking cans of orange juice, 30 samples of 50 (Montgomery 1991; R's `qcc(orangejuice)`)."""
    chart = p_chart(CANS, [50] * 30)
    assert chart.centre == pytest.approx(0.2313, abs=5e-5)
    assert chart.limits[0] == pytest.approx((0.0524, 0.4102), abs=5e-5)
    assert [i for i, side in enumerate(chart.outside, start=1) if side] == [15, 23]


@pytest.mark.parametrize("bad", [(12, 10), (-1, 10), (1, -5)])
def test_impossible_counts_are_refused(bad):
    with pytest.raises(ValueError, match="impossible"):
        p_chart([5, bad[0]], [10, bad[1]])


shares = st.lists(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1)


@given(shares, st.booleans())
def test_mirror(rows, laney):
    x, n = [a for a, _ in rows], [b for _, b in rows]
    one, other = p_chart(x, n, laney), p_chart([b - a for a, b in rows], n, laney)
    assert other.centre == pytest.approx(1 - one.centre)
    assert other.sigma_z == pytest.approx(one.sigma_z, abs=1e-6)
    for (lower, upper), (low, high) in zip(one.limits, other.limits, strict=True):
        assert (low, high) == pytest.approx((1 - upper, 1 - lower), abs=1e-6)
