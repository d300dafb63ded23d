import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95, Z998
from dashboard.stats.proportion import wilson, wilson_limits

counts = st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_critical_values():
    assert pytest.approx(1.959964, abs=1e-6) == Z95
    assert pytest.approx(3.090232, abs=1e-6) == Z998


def test_hand_worked():
    """81 of 263 (Newcombe 1998, table I): 0.2553 to 0.3662."""
    result = wilson(81, 263)
    assert result.value == pytest.approx(81 / 263)
    assert (round(result.lower, 4), round(result.upper, 4)) == (0.2553, 0.3662)


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"), [(0, 20, 0, 0.1611), (20, 20, 0.8389, 1), (1, 29, 0.0061, 0.1718)]
)
def test_ends(x, n, lower, upper):
    result = wilson(x, n)
    assert (round(result.lower, 4), round(result.upper, 4)) == (lower, upper)


def test_ends_are_exact():
    assert wilson(0, 7).lower == 0.0
    assert wilson(7, 7).upper == 1.0


def test_no_answer_is_undefined():
    result = wilson(0, 0)
    assert result.status is Status.NO_DATA
    assert (result.value, result.lower, result.upper) == (None, None, None)


@pytest.mark.parametrize(
    ("x", "n"), [(-1, 5), (6, 5), (math.nan, 5), (5, math.nan), (5, math.inf), (math.inf, math.inf)]
)
def test_impossible_counts_are_refused(x, n):
    with pytest.raises(ValueError, match="impossible"):
        wilson(x, n)


def test_no_negative_zero():
    assert math.copysign(1, wilson(-0.0, 5).value) == 1


@given(counts)
def test_agrees_with_statsmodels(count):
    x, n = count
    expected = proportion_confint(x, n, method="wilson")
    result = wilson(x, n)
    assert (result.lower, result.upper) == pytest.approx(expected, abs=1e-9)


@given(counts)
def test_mirror(count):
    x, n = count
    one, other = wilson(x, n), wilson(n - x, n)
    assert one.lower == pytest.approx(1 - other.upper, abs=1e-12)


@given(counts, st.integers(2, 50))
def test_more_answers_never_widen(count, times):
    x, n = count
    one, other = wilson(x, n), wilson(x * times, n * times)
    assert other.upper - other.lower <= one.upper - one.lower + 1e-12


@given(st.floats(0, 1), st.floats(1e-6, 1e12))
def test_real_numbers_stay_finite_and_ordered(p, n):
    result = wilson(min(n, p * n), n)
    assert all(math.isfinite(v) for v in (result.value, result.lower, result.upper))
    assert 0 <= result.lower <= result.value <= result.upper <= 1


def test_many_at_once_are_the_same():
    x, n = np.array([0, 5, 10, 0]), np.array([10, 10, 10, 0])
    lower, upper = wilson_limits(x, n)
    for i in range(3):
        assert (lower[i], upper[i]) == pytest.approx((wilson(x[i], n[i]).lower, wilson(x[i], n[i]).upper))
    assert math.isnan(lower[3])


@given(st.lists(counts, min_size=1, max_size=40), st.sampled_from([Z95, Z998]))
def test_the_vectorised_twin_is_the_scalar_one(rows, z):
    lower, upper = wilson_limits([x for x, _ in rows], [n for _, n in rows], z)
    for i, (x, n) in enumerate(rows):
        assert (lower[i], upper[i]) == (wilson(x, n, z).lower, wilson(x, n, z).upper)


@given(st.floats(0, 1), st.floats(1e-300, 1e12))
def test_the_vectorised_twin_takes_real_numbers(p, n):
    lower, upper = wilson_limits([p * n], [n])
    assert (lower[0], upper[0]) == (wilson(p * n, n).lower, wilson(p * n, n).upper)


def test_inputs_are_left_alone():
    x, n = np.array([0.0, 5.0]), np.array([0.0, 10.0])
    wilson_limits(x, n)
    assert (x.tolist(), n.tolist()) == ([0, 5], [0, 10])


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718)]
)
def test_published(x, n, lower, upper):
    """Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3."""
    assert (wilson(x, n).lower, wilson(x, n).upper) == pytest.approx((lower, upper), abs=5e-5)


@given(counts)
def test_limits_are_the_roots_of_the_score_test(count):
    """Where |p − b| = z√(b(1−b)/n)."""
    x, n = count
    found = wilson(x, n)
    for limit in (found.lower, found.upper):
        assert abs(x / n - limit) == pytest.approx(Z95 * math.sqrt(limit * (1 - limit) / n), abs=1e-7)
