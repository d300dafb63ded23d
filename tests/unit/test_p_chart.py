import math

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
