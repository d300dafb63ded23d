import math
import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.domain.estimate import Status
from dashboard.stats.mean import centred_squares, mean


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


@pytest.mark.parametrize(
    "sums", [(-1, 0, 0), (3, math.nan, 2), (3, 2, math.nan), (3, math.inf, 9), (3, 3, math.inf), (3, math.nan, None)]
)
def test_impossible_sums_are_refused(sums):
    with pytest.raises(ValueError, match="impossible"):
        mean(*sums)


def test_squares_that_no_answers_can_have_leave_no_interval():
    """Three answers of sum 12 have squares of sum 48 at least: « 40 » is an error of the source, not certainty."""
    found = mean(3, 12, 40)
    assert (found.value, found.lower, found.se) == (4, None, None)
    assert found.note == "somme des carrés incohérente"
    assert mean(3, 12, 48).note == "aucune variation observée"
    assert mean(7, 0.7, 7 * 0.1**2 * (1 - 1e-12)).note == "aucune variation observée"


def test_no_negative_zero():
    assert math.copysign(1, mean(2, -0.0, 0.0).value) == 1


@given(st.lists(st.integers(0, 10), min_size=2, max_size=40), st.integers(2, 20))
def test_more_answers_never_widen(values, times):
    one, other = of(values), of(values * times)
    assert other.upper - other.lower <= one.upper - one.lower + 1e-12


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=30))
def test_centred_squares_are_exact_for_whole_numbers(values):
    n, total, squares = len(values), sum(values), sum(v * v for v in values)
    exact = Fraction(squares) - Fraction(total) ** 2 / n
    assert centred_squares(n, float(total), float(squares)) == float(exact)
