import math
from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import Table

from dashboard.domain.estimate import Status
from dashboard.stats.difference import proportions
from dashboard.stats.groups import homogeneity, ordinal, share_trend

SMOKERS, PATIENTS = [83, 90, 129, 70], [86, 93, 136, 82]  # Fleiss 1981, the example of R's prop.test
counts = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
groups = st.lists(counts, min_size=2, max_size=8)
grades = st.dictionaries(st.integers(1, 5), st.integers(0, 12)).filter(lambda c: sum(c.values()) > 0)


def split(rows):
    return [x for x, _ in rows], [n for _, n in rows]


def test_homogeneity_published():
    """R: prop.test(smokers, patients), X-squared = 12.6004, df = 3, p-value = 0.005585."""
    found = homogeneity(SMOKERS, PATIENTS)
    assert found.value == pytest.approx(12.6004, abs=5e-5)
    assert found.p_value == pytest.approx(0.005585, abs=5e-7)
    assert found.n == 397


def test_trend_published():
    """R: prop.trend.test(smokers, patients), X-squared = 8.2249, df = 1, p-value = 0.004132."""
    found = share_trend(SMOKERS, PATIENTS)
    assert found.value**2 == pytest.approx(8.2249, abs=5e-5)
    assert found.value < 0
    assert found.p_value == pytest.approx(0.004132, abs=5e-7)


@given(groups)
def test_homogeneity_by_definition(rows):
    x, n = split(rows)
    share = sum(x) / sum(n)
    found = homogeneity(x, n)
    if 0 < share < 1:
        expected = sum((a - b * share) ** 2 / (b * share * (1 - share)) for a, b in rows)
        assert found.value == pytest.approx(expected, abs=1e-9)
        assert found.p_value == pytest.approx(stats.chi2.sf(expected, len(rows) - 1), abs=1e-9)
    else:
        assert (found.value, found.p_value) == (0, 1)


@given(counts, counts)
def test_two_groups_are_the_pooled_test(first, second):
    x, n = split([first, second])
    share = sum(x) / sum(n)
    if min(n) * min(share, 1 - share) >= 5:
        assert homogeneity(x, n).p_value == pytest.approx(proportions(*first, *second).p_value, abs=1e-9)
        assert share_trend(x, n).p_value == pytest.approx(proportions(*first, *second).p_value, abs=1e-9)


@given(groups)
def test_trend_against_statsmodels(rows):
    """The library divides by N − 1 where R and this module divide by N."""
    x, n = split(rows)
    if 0 < sum(x) < sum(n):
        table = np.array([x, [b - a for a, b in rows]])
        expected = Table(table, shift_zeros=False).test_ordinal_association(
            row_scores=np.array([1, 0]), col_scores=np.arange(1, len(rows) + 1)
        )
        total = sum(n)
        assert share_trend(x, n).value == pytest.approx(expected.zscore * math.sqrt(total / (total - 1)), abs=1e-9)


@given(groups, st.integers(1, 9), st.integers(-5, 5))
def test_trend_is_free_of_the_unit_and_turns_with_the_order(rows, factor, offset):
    x, n = split(rows)
    one = share_trend(x, n).value
    assert share_trend(x, n, [factor * s + offset for s in range(len(x))]).value == pytest.approx(one, abs=1e-9)
    assert share_trend(x[::-1], n[::-1]).value == pytest.approx(-one, abs=1e-9)
    assert homogeneity(x[::-1], n[::-1]).value == pytest.approx(homogeneity(x, n).value, abs=1e-9)


@pytest.mark.parametrize("test", [homogeneity, share_trend])
@pytest.mark.parametrize(
    ("x", "n", "status", "p"),
    [
        ([], [], Status.INSUFFICIENT, None),
        ([3], [5], Status.INSUFFICIENT, None),
        ([3, 0], [5, 0], Status.INSUFFICIENT, None),
        ([0, 0], [5, 9], Status.OK, 1),
        ([5, 9], [5, 9], Status.OK, 1),
        ([0, 0, 0], [0, 0, 0], Status.INSUFFICIENT, None),
    ],
)
def test_edges(test, x, n, status, p):
    found = test(x, n)
    assert (found.status, found.p_value) == (status, p)
    with pytest.raises(ValueError, match="impossible"):
        test([6, 1], [5, 5])


def test_small_expected_counts_are_said():
    assert homogeneity([1, 2], [5, 5]).note == "effectifs théoriques inférieurs à 5"
    assert homogeneity(SMOKERS, PATIENTS).note == ""
    assert share_trend([1, 3], [5, 5], [2, 2]).p_value == 1


@given(grades, grades)
def test_ordinal_by_pairs_and_against_scipy(first, second):
    one, other = ([g for g, count in c.items() for _ in range(count)] for c in (first, second))
    found = ordinal(first, second)
    wins = sum((a > b) + (a == b) / 2 for a, b in product(one, other))
    assert found.value == pytest.approx(wins / len(one) / len(other))
    assert ordinal(second, first).value == pytest.approx(1 - found.value)
    assert 0 <= found.p_value <= 1
    # Normal approximation by hand: variance corrected for ties, continuity of one half.
    n1, n2 = len(one), len(other)
    total = n1 + n2
    ties = sum(t**3 - t for t in (sum(v == g for v in one + other) for g in range(1, 6)))
    variance = n1 * n2 / 12 * ((total + 1) - ties / (total * (total - 1)))
    gap = max(0.0, abs(wins - n1 * n2 / 2) - 0.5)
    expected = min(1.0, 2 * stats.norm.sf(gap / math.sqrt(variance))) if variance > 1e-9 else 1.0
    assert found.p_value == pytest.approx(expected, abs=1e-9)


def test_ordinal_edges():
    assert ordinal({}, {1: 3}).status is Status.NO_DATA
    assert (ordinal({3: 4}, {3: 9}).value, ordinal({3: 4}, {3: 9}).p_value) == (0.5, 1.0)
    assert ordinal({1: 1}, {2: 1}).value == 0
    with pytest.raises(ValueError, match="negative"):
        ordinal({1: -1}, {2: 1})


MAY = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37]
AUGUST = [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85]


def test_ordinal_published():
    """R: wilcox.test(Ozone ~ Month, airquality, May and August), W = 127.5, p-value = 0.0001208."""
    found = ordinal(Counter(MAY), Counter(AUGUST))
    assert found.value * len(MAY) * len(AUGUST) == pytest.approx(127.5)
    assert found.p_value == pytest.approx(0.0001208, abs=5e-8)


@pytest.mark.parametrize("n", [math.inf, math.nan])
def test_counts_that_are_not_finite_are_refused(n):
    for test in (homogeneity, share_trend):
        with pytest.raises(ValueError, match="impossible"):
            test([1, 2], [3, n])
