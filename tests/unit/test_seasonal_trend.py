import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.constants import two_sided
from dashboard.stats.seasonal_trend import seasonal_trend
from dashboard.stats.trend import mann_kendall

quarters = st.lists(st.integers(0, 30), min_size=12, max_size=40)


def naive(values, period):
    """S, Var S and slopes by loops over every pair of dates of a season."""
    s, variance, slopes = 0, 0.0, []
    for season in range(period):
        part = [(i, v) for i, v in enumerate(values) if i % period == season and v is not None]
        for i, (t, a) in enumerate(part):
            for u, b in part[i + 1 :]:
                s += (b > a) - (b < a)
                slopes.append((b - a) / ((u - t) / period))
        variance += mann_kendall([v for _, v in part])[1]
    return s, variance, sorted(slopes)


def test_hand_worked():
    """Two seasons of three rising years: S = 6, Var S = 2·3.667, z = 5/2.708; slope 1 a year."""
    found = seasonal_trend([1, 11, 2, 12, 3, 13], period=2)
    assert (found.value, found.n) == (1, 6)
    assert found.p_value == pytest.approx(two_sided(5 / math.sqrt(22 / 3)))
    assert found.method == "seasonal-kendall"


def test_the_season_itself_is_no_trend():
    months = [10 * math.sin(i * math.pi / 6) for i in range(12)]
    found = seasonal_trend(months * 4)
    assert (found.value, found.p_value) == (0, 1)
    rising = seasonal_trend([m + 0.1 * i for i, m in enumerate(months * 4)])
    assert rising.value == pytest.approx(1.2)


@given(quarters)
def test_naive_loops(values):
    found = seasonal_trend(values, period=4)
    s, variance, slopes = naive(values, 4)
    if variance > 0:
        z = (s - math.copysign(1, s)) / math.sqrt(variance) if s else 0.0
        assert found.value == statistics.median(slopes)
        assert found.p_value is None or found.p_value == pytest.approx(two_sided(z))
        low = max(0, round((len(slopes) - 1.959963984540054 * math.sqrt(variance)) / 2) - 1)
        assert found.lower == slopes[low]
        assert found.lower <= found.value <= found.upper


@given(quarters)
def test_mirror_and_unit(values):
    one = seasonal_trend(values, period=4)
    other = seasonal_trend([-2 * v + 7 for v in values], period=4)
    assert other.value == pytest.approx(-2 * one.value)
    assert other.p_value == one.p_value


@pytest.mark.parametrize(
    ("values", "period", "status"),
    [
        ([], 4, Status.INSUFFICIENT),
        ([1], 4, Status.INSUFFICIENT),
        ([None] * 40, 4, Status.INSUFFICIENT),
        ([1, 2, 3, 4] * 2, 4, Status.INSUFFICIENT),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, None], 4, Status.INSUFFICIENT),
        ([1, 2, 3, 4] * 3, 4, Status.OK),
        ([1, 2, 3, 4, 5, None, 7, 8, 9, 10, 11, 12, 13, 14], 4, Status.OK),
    ],
)
def test_edges(values, period, status):
    found = seasonal_trend(values, period)
    assert found.status is status
    assert (found.value is None) == (status is not Status.OK)


def test_period():
    with pytest.raises(ValueError, match="two dates"):
        seasonal_trend([1, 2, 3], 1)


def test_autocorrelated_series_has_no_p_value():
    wave = [10 * math.sin(i / 9) + i for i in range(60)]
    found = seasonal_trend(wave)
    assert (found.p_value, found.note) == (None, "tendance probable")
