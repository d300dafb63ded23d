"""Fisher's exact test against published values, SciPy, and exact fractions."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.stats.fisher import fisher

small = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
any_base = st.integers(0, 50_000).flatmap(
    lambda n: st.tuples(st.integers(0, min(n, 12)) | st.integers(max(0, n - 12), n) | st.integers(0, n), st.just(n))
)


def by_fractions(x1, n1, x2, n2):
    """Every table of the same margins, without rounding."""
    chosen = x1 + x2
    ways = {k: comb(n1, k) * comb(n2, chosen - k) for k in range(max(0, chosen - n2), min(chosen, n1) + 1)}
    return float(Fraction(sum(way for way in ways.values() if way <= ways[x1]), comb(n1 + n2, chosen)))


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [((3, 4), (1, 4), 0.4857), ((2, 12), (15, 18), 0.0005367)],
    ids=["tea tasting", "convictions of twins"],
)
def test_published(first, second, p):
    """R: fisher.test(TeaTasting) and fisher.test(Convictions), after Agresti 1990 and Fisher 1970."""
    assert fisher(*first, *second) == pytest.approx(p, rel=1e-4)


@given(small, small)
def test_by_exact_fractions(first, second):
    assert fisher(*first, *second) == pytest.approx(by_fractions(*first, *second), rel=1e-10)


@given(any_base, any_base)
def test_agrees_with_scipy(first, second):
    (x1, n1), (x2, n2) = first, second
    expected = stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue
    assert fisher(x1, n1, x2, n2) == pytest.approx(expected, abs=1e-9)


@given(any_base, any_base)
def test_symmetries(first, second):
    """Swapping the groups, or what is counted, changes nothing."""
    (x1, n1), (x2, n2) = first, second
    p = fisher(x1, n1, x2, n2)
    assert 0 <= p <= 1
    assert fisher(x2, n2, x1, n1) == pytest.approx(p, rel=1e-9, abs=1e-300)
    assert fisher(n1 - x1, n1, n2 - x2, n2) == pytest.approx(p, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (0, 0, 3, 7), (0, 5, 0, 9), (5, 5, 9, 9), (1, 1, 1, 1)])
def test_one_possible_table(table):
    assert fisher(*table) == 1


def test_far_tables_do_not_overflow():
    assert fisher(0, 5000, 5000, 5000) == 0
    assert fisher(500_000, 1_000_000, 499_999, 1_000_000) > 0.99


@pytest.mark.parametrize("table", [(-1, 5, 1, 5), (6, 5, 1, 5), (1, 5, 6, 5), (1, 5, -1, 5)])
def test_impossible_counts_are_refused(table):
    with pytest.raises(ValueError, match="impossible"):
        fisher(*table)
