import itertools
import math
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.season import season
from dashboard.stats.trend import lag_one, mann_kendall, score, trend

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


@given(st.lists(st.integers(0, 20), min_size=8, max_size=20), st.randoms())
def test_slope_and_interval_by_loops(values, random):
    """§ 13 word for word: K sorted slopes, ranks (K ∓ 1.96√Var S)/2, the lower one rounded, the upper one plus 1."""
    times = sorted(random.sample(range(60), len(values)))
    found = trend(values, times)
    _, variance, p = mann_kendall(values)
    slopes = sorted(
        (values[j] - values[i]) / (times[j] - times[i]) for i in range(len(values)) for j in range(i + 1, len(values))
    )
    if variance <= 0:
        assert (found.value, found.lower, found.upper, found.p_value) == (0, 0, 0, 1)
        return
    assert found.value == pytest.approx(statistics.median(slopes))
    reach = Z95 * math.sqrt(variance)
    low, high = round((len(slopes) - reach) / 2), round((len(slopes) + reach) / 2) + 1
    assert found.lower == pytest.approx(slopes[max(0, low - 1)])
    assert found.upper == pytest.approx(slopes[min(len(slopes), high) - 1])
    assert found.p_value in (None, p)


@given(st.lists(st.integers(0, 9), min_size=0, max_size=15))
def test_mann_kendall_by_loops(values):
    n = len(values)
    s = sum((values[j] > values[i]) - (values[j] < values[i]) for i in range(n) for j in range(i + 1, n))
    ties = sum(t * (t - 1) * (2 * t + 5) for t in (values.count(v) for v in set(values)))
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    z = 0 if s == 0 else (s - (1 if s > 0 else -1)) / math.sqrt(variance)
    assert mann_kendall(values) == (s, variance, pytest.approx(min(1, 2 * stats.norm.sf(abs(z)))))


@given(st.lists(st.integers(0, 50), min_size=8, max_size=20), st.sampled_from([0.5, 8, 1024]), st.integers(-9, 9))
def test_unit_and_direction(values, factor, offset):
    one, other = trend(values), trend([-factor * v + offset for v in values])
    assert other.value == pytest.approx(-factor * one.value)
    assert (other.p_value, other.note) == (one.p_value, one.note)
    assert (other.lower, other.upper) == pytest.approx((-factor * one.upper, -factor * one.lower))


def test_order_of_the_rows_does_not_matter():
    times = list(range(len(NOISY)))
    assert trend(NOISY[::-1], times[::-1]) == trend(NOISY, times)


def test_autocorrelation_hand_worked():
    """1, 2, 3, 4: centred −1.5, −0.5, 0.5, 1.5; (0.75 − 0.25 + 0.75) ÷ 5 = 0.25."""
    assert lag_one([1, 2, 3, 4]) == pytest.approx(0.25)
    assert lag_one([5, 5, 5]) == lag_one([5]) == lag_one([]) == 0
    assert lag_one([0.1 + 0.2, 0.3, 0.3]) == 0


def test_points_across_a_gap_are_no_neighbours():
    """As R's acf(na.action = na.pass): the products over the pairs that exist, divided by their number + 1."""
    values, times = [1, 2, 4, 9], [0, 1, 3, 4]
    c = [v - 4 for v in values]
    assert lag_one(values, times) == pytest.approx((c[0] * c[1] + c[2] * c[3]) / 3 / (sum(x * x for x in c) / 4))
    months = [0, 31, 59, 90, 120]
    assert lag_one([1, 5, 2, 8, 3], months) == pytest.approx(lag_one([1, 5, 2, 8, 3]))


def test_autocorrelated_series_without_trend_is_not_called_a_trend():
    wave = [10 * math.sin(i * math.pi / 6) for i in range(36)]
    found = trend(wave)
    assert (found.p_value, found.note) == (None, "aucune tendance démontrée")


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ([], Status.INSUFFICIENT),
        ([1], Status.INSUFFICIENT),
        ([None] * 20, Status.INSUFFICIENT),
        ([1, 2, 3, 4, 5, 6, 7], Status.INSUFFICIENT),
        ([1, None, 3, 4, 5, 6, 7, 8, 9], Status.OK),
        ([0.1 + 0.2, 0.3] * 4, Status.OK),
        ([0] * 7 + [1], Status.OK),
    ],
)
def test_edges(values, status):
    found = trend(values)
    assert found.status is status
    assert (found.value is None) == (status is not Status.OK)


def by_permutations(values, times):
    """S of every order of the values: mean 0, and the variance that the formula must give."""
    scores = [
        sum(
            (b > a) - (b < a) for (t, a), (u, b) in itertools.product(zip(times, order, strict=True), repeat=2) if u > t
        )
        for order in itertools.permutations(values)
    ]
    return statistics.pvariance(scores)


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=6))
def test_variance_by_permutations(points):
    """Ties among the values, and among the times."""
    times, values = [t for t, _ in sorted(points)], [v for _, v in sorted(points)]
    assert score(values, times)[1] == pytest.approx(by_permutations(values, times), abs=1e-9)
    assert score(values)[1] == pytest.approx(by_permutations(values, range(len(values))), abs=1e-9)


def test_values_at_one_time_are_no_pair():
    """Nine values on one day and one the day after say nothing of a trend."""
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 5]
    assert score(values, [0] * 9 + [1])[0] == 0
    assert trend(values, [0] * 9 + [1]).p_value in (None, 1)
    assert trend(values[::-1], [1] + [0] * 9).value == trend(values, [0] * 9 + [1]).value


def test_a_point_without_a_time_is_left_out():
    found = trend([*range(9), 100], [*range(9), float("nan")])
    assert (found.value, found.n) == (1, 9)


def test_one_instant_has_no_slope():
    assert trend(NOISY, [3] * len(NOISY)).status is Status.INSUFFICIENT
