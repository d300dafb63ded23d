import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.domain.estimate import Status
from dashboard.stats.season import season
from dashboard.stats.trend import lag_one, mann_kendall, trend

NOISY = [10, 14, 11, 15, 13, 12, 16, 15, 17, 14, 18, 17]


def test_mann_kendall_hand_worked():
    """1, 2, 3, 4: S = 6, Var S = 4·3·13/18 = 8.667, z = 5/2.944, p = 0.0894."""
    s, variance, p = mann_kendall([1, 2, 3, 4])
    assert (s, variance) == (6, pytest.approx(8.6667, abs=1e-4))
    assert p == pytest.approx(0.0894, abs=1e-4)


def test_ties_reduce_the_variance():
    """Two groups of two: Var S = (156 − 2·18)/18 = 6.667."""
    assert mann_kendall([1, 1, 2, 2])[:2] == (4, pytest.approx(6.6667, abs=1e-4))


@given(st.lists(st.integers(0, 50), min_size=3, max_size=25))
def test_s_is_kendalls(values):
    s, variance, p = mann_kendall(values)
    assert mann_kendall(values[::-1]) == (-s, variance, p)
    assert 0 <= p <= 1
    if len(set(values)) == len(values):
        tau = stats.kendalltau(range(len(values)), values).statistic
        assert s == pytest.approx(tau * len(values) * (len(values) - 1) / 2)


def test_slope_uses_true_distances():
    exact = trend([0, 1, None, None, 4, 5, 6, 7, 8, 9])
    assert (exact.value, exact.n) == (pytest.approx(1), 8)


def test_slope_and_interval():
    found = trend(NOISY)
    assert found.lower < found.value < found.upper
    assert found.p_value == pytest.approx(mann_kendall(NOISY)[2])
    assert found.note == ""


def test_short_and_flat():
    assert trend([1, 2, 3]).status is Status.INSUFFICIENT
    flat = trend([5.0] * 10)
    assert (flat.value, flat.p_value) == (0, 1)


def test_autocorrelated_series_has_no_p_value():
    values = [0, 4, 6, 7, 6, 4, 2, 3, 7, 12, 15, 16, 15, 13, 11, 10]
    found = trend(values)
    assert lag_one([v - found.value * t for t, v in enumerate(values)]) > 0.3
    assert (found.p_value, found.note) == (None, "tendance probable")


def test_season_is_recovered():
    effects = [3, -1, -2, 0]
    found = season([10 + i + effects[i % 4] for i in range(16)], period=4)
    assert found.effects == pytest.approx(effects)
    assert sum(found.effects) == pytest.approx(0)
    assert found.adjusted == pytest.approx([10 + i for i in range(16)])
    assert found.may_be_shown


def test_season_needs_two_whole_cycles_without_gap():
    assert season([1.0] * 23) is None
    assert season([1.0, None] * 12) is None
    assert not season([float(i % 12) for i in range(24)]).may_be_shown
