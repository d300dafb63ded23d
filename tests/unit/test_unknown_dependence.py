"""A gap between figures whose answers may come from the same people: hand-worked cases, and what must always hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.difference import independent
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result
from dashboard.stats.unknown_dependence import equal_weight_mean, largest_se, prudent_gap

figures = st.builds(
    lambda value, se: Result(value, value - Z95 * se, value + Z95 * se, 100, se=se),
    st.floats(0, 100),
    st.floats(0.01, 20),
)


def shared(value: float, se: float) -> Result:
    return Result(value=value, se=se, n=100)


def test_hand_worked_mean():
    """70, 80, 90 with SE 1, 2, 3: mean 80, SE at most 2, interval 80 ± 3.919928."""
    found = equal_weight_mean([shared(70, 1), shared(80, 2), shared(90, 3)])
    assert (found.value, found.se, found.n) == (80, 2, 3)
    assert (found.lower, found.upper) == pytest.approx((76.080072, 83.919928), abs=1e-6)


def test_hand_worked_gap():
    """85 ± SE 1 against 80 ± SE 1.5: d = 5, SE ≤ 2.5, z = 2, p = 0.0455003, interval 5 ± 4.89991."""
    found = prudent_gap(shared(85, 1), shared(80, 1.5))
    assert (found.value, found.se) == (5, 2.5)
    assert found.p_value == pytest.approx(0.04550026, abs=1e-8)
    assert (found.lower, found.upper) == pytest.approx((0.10009, 9.89991), abs=1e-5)


def test_independent_samples_would_have_concluded():
    """72 against 68, SE 1.2 each: independent z = 2.357 (p = 0.018), prudent z = 1.667 (p = 0.096)."""
    pair = shared(72, 1.2), shared(68, 1.2)
    assert independent(*pair).p_value < 0.05 < prudent_gap(*pair).p_value


@pytest.mark.parametrize("n", [1, 12, 400])
def test_a_share_of_everyone_still_has_an_error(n):
    everyone = wilson(n, n)
    assert everyone.se == 0
    assert largest_se(everyone) == pytest.approx((1 - everyone.lower) / (2 * Z95))
    assert prudent_gap(everyone, wilson(n, n)).p_value == 1


def test_edges():
    assert largest_se(Result(value=3)) is None
    assert equal_weight_mean([]).status is Status.INSUFFICIENT
    assert equal_weight_mean([shared(1, 1)]).value is None
    assert equal_weight_mean([shared(1, 1)], minimum=1).value == 1
    with pytest.raises(ValueError, match="without a value"):
        equal_weight_mean([Result(), shared(1, 1)])
    assert prudent_gap(Result(), shared(1, 1)).status is Status.NO_DATA
    assert prudent_gap(shared(1, 1), Result()).status is Status.NO_DATA
    unknown = prudent_gap(Result(value=3), shared(1, 1))
    assert (unknown.value, unknown.p_value, unknown.note) == (2, None, "dispersion inconnue")
    assert equal_weight_mean([Result(value=3), Result(value=5)]).note == "dispersion inconnue"
    still = prudent_gap(shared(3, 0), shared(1, 0))
    assert (still.value, still.lower, still.p_value, still.note) == (2, None, None, "aucune variation observée")


@given(figures, figures)
def test_more_prudent_than_independent_samples_and_symmetric(first, second):
    found, apart, mirrored = prudent_gap(first, second), independent(first, second), prudent_gap(second, first)
    assert found.p_value >= apart.p_value - 1e-9
    assert found.lower <= apart.lower + 1e-9
    assert found.upper >= apart.upper - 1e-9
    assert (mirrored.value, mirrored.lower) == pytest.approx((-found.value, -found.upper))
    assert mirrored.p_value == pytest.approx(found.p_value)


@given(figures, figures)
def test_the_interval_and_the_test_agree(first, second):
    found = prudent_gap(first, second)
    if abs(abs(found.value) - Z95 * found.se) > 1e-9:
        assert (found.p_value < 0.05) == (found.lower > 0 or found.upper < 0)


@given(st.lists(figures, min_size=2, max_size=9), st.randoms())
def test_a_mean_is_between_and_its_order_does_not_matter(listed, random):
    found = equal_weight_mean(listed)
    assert min(f.value for f in listed) - 1e-9 <= found.value <= max(f.value for f in listed) + 1e-9
    mixed = list(listed)
    random.shuffle(mixed)
    assert equal_weight_mean(mixed).value == found.value


@given(figures, st.lists(figures, min_size=2, max_size=9))
def test_the_gap_with_the_others_has_the_sign_of_the_gap_with_all(own, others):
    """d(others) = k ÷ (k − 1) × d(all): one line, the mean of all, may be drawn for every engagement."""
    k = len(others) + 1
    gap = prudent_gap(own, equal_weight_mean(others)).value
    assert gap == pytest.approx(k / (k - 1) * (own.value - equal_weight_mean([own, *others]).value), abs=1e-9)


@given(st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_no_correlation_passes_the_bound(k, seed):
    """The SE of own − mean(others) from a random correlation matrix, against the bound."""
    draws = np.random.default_rng(seed)
    loadings = draws.normal(size=(k + 1, k + 1))
    covariance = loadings @ loadings.T
    weights = np.array([1.0, *([-1 / k] * k)])
    listed = [shared(50, math.sqrt(covariance[i, i])) for i in range(k + 1)]
    bound = prudent_gap(listed[0], equal_weight_mean(listed[1:])).se
    assert math.sqrt(weights @ covariance @ weights) <= bound + 1e-9
