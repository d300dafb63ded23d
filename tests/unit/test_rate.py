import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.rate import byar_limits, exact_limits, rate


@pytest.mark.parametrize(
    ("events", "lower", "upper"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (9, 4.1154, 17.0848)],
)
def test_exact_published(events, lower, upper):
    """Garwood's table of Poisson limits."""
    assert exact_limits(events) == pytest.approx((lower, upper), abs=5e-5)


def test_byar_hand_worked():
    """10 events: 10·(1 − 1/90 − 1.96/(3√10))³ and 11·(1 − 1/99 + 1.96/(3√11))³ = 4.79 and 18.39."""
    lower = 10 * (1 - 1 / 90 - Z95 / (3 * math.sqrt(10))) ** 3
    upper = 11 * (1 - 1 / 99 + Z95 / (3 * math.sqrt(11))) ** 3
    assert byar_limits(10) == pytest.approx((lower, upper))
    assert byar_limits(10) == pytest.approx((4.79, 18.39), abs=5e-3)


@given(st.integers(0, 9), st.floats(0.5, 1e6))
def test_exact_is_a_chi_square(events, exposure):
    found = rate(events, exposure)
    lower = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0
    assert found.lower == pytest.approx(1000 * lower / exposure, rel=1e-9)
    assert found.upper == pytest.approx(1000 * stats.chi2.ppf(0.975, 2 * events + 2) / 2 / exposure, rel=1e-9)


@given(st.integers(10, 100_000))
def test_byar_is_close_to_exact(events):
    assert byar_limits(events) == pytest.approx(exact_limits(events), rel=2e-3)


@given(st.integers(0, 5000), st.floats(1, 1e6), st.floats(0.1, 100))
def test_properties(events, exposure, factor):
    found = rate(events, exposure)
    assert 0 <= found.lower <= found.value < found.upper
    assert (found.lower == 0) == (events == 0)
    other = rate(events, exposure * factor)
    assert other.upper == pytest.approx(found.upper / factor)
    assert rate(events + 1, exposure).upper > found.upper


def test_edges():
    assert rate(3, 0).status is Status.NO_DATA
    assert (rate(0, 0).value, rate(0, 500).value, rate(0, 500).lower) == (None, 0, 0)
    assert rate(5, 2000).value == 2.5
    assert (rate(9, 10).method, rate(10, 10).method) == ("poisson-exact", "byar")
    for events, exposure in ((-1, 5), (1, -5), (math.nan, 5), (1, math.inf), (1, 1e-320), (1e300, 1e-300)):
        with pytest.raises(ValueError, match="impossible"):
            rate(events, exposure)


@given(st.floats(0, 1e6), st.floats(1e-3, 1e9))
def test_real_numbers_stay_finite_and_ordered(events, exposure):
    """Events may be weighted, exposures are hours or files."""
    found = rate(events, exposure)
    assert all(math.isfinite(v) for v in (found.value, found.lower, found.upper, found.se))
    assert 0 <= found.lower <= found.value <= found.upper
    assert math.copysign(1, rate(-0.0, exposure).value) == 1
