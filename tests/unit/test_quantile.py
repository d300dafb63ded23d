import math
from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.proportion import wilson
from dashboard.stats.quantile import delays, median, on_time, quantile, weighted_quantile
from dashboard.stats.refusal import RefusedError

series = st.lists(st.integers(0, 100), min_size=1, max_size=60)


def test_type_7_hand_worked():
    """1, 2, 4, 8: h = 3·0.9 = 2.7, hence 4 + 0.7·4 = 6.8."""
    assert quantile([8, 1, 4, 2], 0.9).value == pytest.approx(6.8)


@given(series, st.floats(0, 1))
def test_type_7_by_definition(values, p):
    ordered = sorted(values)
    h = (len(values) - 1) * p
    low = math.floor(h)
    expected = ordered[low] + (h - low) * (ordered[min(low + 1, len(values) - 1)] - ordered[low])
    assert quantile(values, p).value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("n", "k", "coverage"), [(6, 1, 0.96875), (10, 2, 0.9785), (20, 6, 0.9586), (25, 8, 0.9567)])
def test_median_interval_published(n, k, coverage):
    """Order statistics and true confidence of the sign-test interval (tables of Conover, Hollander and Wolfe)."""
    found = median(list(range(1, n + 1)))
    assert (found.result.lower, found.result.upper) == (k, n + 1 - k)
    assert found.coverage == pytest.approx(coverage, abs=5e-5)


@given(st.integers(1, 120))
def test_median_interval_by_exact_counts(n):
    found = median(list(range(1, n + 1)))
    below, k = Fraction(0), 0
    while (below + Fraction(comb(n, k), 2**n)) < Fraction(25, 1000):
        below += Fraction(comb(n, k), 2**n)
        k += 1
    if n < 6:
        assert (found.result.lower, found.coverage) == (None, None)
    else:
        assert (found.result.lower, found.result.upper) == (k, n + 1 - k)
        assert found.coverage == pytest.approx(float(1 - 2 * below), abs=1e-9)
        assert found.coverage >= 0.95


@given(series)
def test_median_properties(values):
    found = median(values).result
    mirrored = median([-v for v in values]).result
    assert mirrored.value == -found.value
    if found.lower is not None:
        assert found.lower <= found.value <= found.upper
        assert (mirrored.lower, mirrored.upper) == (-found.upper, -found.lower)


@given(series, st.floats(0, 1))
def test_equal_weights_are_type_1(values, p):
    expected = np.quantile(values, p, method="inverted_cdf")
    if abs(p * len(values) - round(p * len(values))) > 1e-9:
        assert weighted_quantile(values, [3.0] * len(values), p).value == expected


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), min_size=1, max_size=20), st.integers(1, 99))
def test_weights_are_repetitions(rows, percent):
    """By definition on the repeated values: the smallest x with at least p of them at or below it."""
    repeated = sorted(v for v, w in rows for _ in range(w))
    p = percent / 100
    expected = next(x for x in repeated if 100 * sum(v <= x for v in repeated) >= percent * len(repeated))
    found = weighted_quantile([v for v, _ in rows], [w for _, w in rows], p)
    assert found.value == expected
    assert weighted_quantile([v for v, _ in rows], [w * 1000 for _, w in rows], p).value == expected


def test_open_files_are_counted_not_zero():
    found = delays([10, None, 20, 30, None])
    assert (found.closed, found.open) == (3, 2)
    assert (found.median.result.value, found.p90.value) == (20, 28)


def test_on_time():
    """Limit 30 days: four files are due, the fifth was received 10 days ago; two were treated in time."""
    assert on_time([10, 30, 45, None, 5], [40, 60, 50, 31, 10], 30) == wilson(2, 4)
    assert on_time([5], [10], 30).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("values", "value"),
    [([], None), ([None], None), ([float("nan"), None], None), ([7], 7), ([4] * 12, 4), ([1, None, 3], 2)],
)
def test_edges(values, value):
    assert quantile(values, 0.5).value == value
    assert median(values).result.value == value
    assert delays(values).median.result.value == value
    if value is None:
        assert quantile(values, 0.5).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("values", "weights", "value"),
    [([], [], None), ([1, 2], [0, 0], None), ([1, None], [0, 3], None), ([1, 9], [1, 0], 1), ([1, 9], [1, 1], 1)],
)
def test_weighted_edges(values, weights, value):
    assert weighted_quantile(values, weights, 0.5).value == value


def test_refusals():
    for p in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="probability"):
            quantile([1], p)
        with pytest.raises(ValueError, match="probability"):
            weighted_quantile([1], [1], p)
    with pytest.raises(RefusedError, match="poids manque"):
        weighted_quantile([1], [None], 0.5)
    with pytest.raises(RefusedError, match="nombre de poids"):
        weighted_quantile([1], [], 0.5)


@given(
    st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 60)), st.integers(0, 90)), max_size=30), st.integers(1, 60)
)
def test_on_time_by_definition(files, limit):
    """A file is due once as old as the limit; a closed one cannot be younger than its delay."""
    files = [(value, max(age, value or 0)) for value, age in files]
    found = on_time([value for value, _ in files], [age for _, age in files], limit)
    due = [value for value, age in files if age >= limit]
    assert found == wilson(sum(value is not None and value <= limit for value in due), len(due))
