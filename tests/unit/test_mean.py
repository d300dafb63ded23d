import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.domain.estimate import Status
from dashboard.stats.mean import mean


def of(values):
    return mean(len(values), sum(values), sum(v * v for v in values))


def test_hand_worked():
    """4, 6, 8: mean 6, s = 2, t(0.975; 2) = 4.3027, half-width 4.968."""
    result = of([4, 6, 8])
    assert result.value == 6
    assert result.se == pytest.approx(2 / math.sqrt(3))
    assert result.upper == pytest.approx(6 + 4.302653 * 2 / math.sqrt(3), abs=1e-5)


def test_edges():
    assert mean(0, 0, 0).status is Status.NO_DATA
    alone = of([7])
    assert (alone.value, alone.lower) == (7, None)
    same = of([5, 5, 5])
    assert (same.lower, same.upper, same.note) == (5, 5, "aucune variation observée")
    assert mean(3, 12, None).lower is None


@given(st.lists(st.integers(0, 10), min_size=2, max_size=60))
def test_agrees_with_scipy(values):
    result = of(values)
    spread = statistics.stdev(values)
    if spread == 0:
        assert result.lower == result.upper
        return
    expected = stats.t.interval(0.95, len(values) - 1, statistics.fmean(values), spread / math.sqrt(len(values)))
    assert (result.lower, result.upper) == pytest.approx(expected)


def test_no_cancellation():
    """A million answers of 2³⁰ and as many of 2³⁰ + 1: Σy² − n·ȳ² in floating point would be noise."""
    n, low, high = 1_000_000, 2**30, 2**30 + 1
    result = mean(2 * n, n * (low + high), n * (low**2 + high**2))
    assert result.se == pytest.approx(0.5 / math.sqrt(2 * n), rel=1e-3)


def test_decimal_scores_that_do_not_vary():
    """0.1 + 0.1 + 0.1 is not quite 0.3: the rounding of the sums is no variation."""
    for score in (0.1, 3.3, 100 / 3):
        values = [score] * 30
        found = of(values)
        assert (found.se, found.note) == (0, "aucune variation observée")


@given(st.lists(st.integers(0, 10), min_size=2, max_size=30), st.sampled_from([0.1, 2.5, 7]), st.integers(-5, 5))
def test_unit_and_order(values, factor, offset):
    one, other = of(values), of([v * factor + offset for v in values][::-1])
    assert other.value == pytest.approx(one.value * factor + offset)
    assert other.upper - other.lower == pytest.approx((one.upper - one.lower) * factor, abs=1e-6)


def test_limits_are_raw():
    assert of([1, 10]).lower < 0
    assert of([0, 10]).upper > 10
