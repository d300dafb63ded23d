import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from dashboard.domain.estimate import Status
from dashboard.stats.difference import independent, judged, means, proportions
from dashboard.stats.mean import mean
from dashboard.stats.net import net

counts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_newcombe_hand_worked():
    """56/70 − 48/80 (Newcombe 1998, example a): 0.0524 to 0.3339."""
    result = proportions(56, 70, 48, 80)
    assert result.value == pytest.approx(0.2)
    assert (round(result.lower, 4), round(result.upper, 4)) == (0.0524, 0.3339)


@given(counts, counts)
def test_agrees_with_statsmodels(first, second):
    (x1, n1), (x2, n2) = first, second
    result = proportions(x1, n1, x2, n2)
    expected = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    assert (result.lower, result.upper) == pytest.approx(expected, abs=1e-9)
    pooled = (x1 + x2) / (n1 + n2)
    if pooled in (0, 1):
        assert result.p_value == 1
    elif min(n1, n2) * min(pooled, 1 - pooled) < 5:
        assert result.p_value == pytest.approx(stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue, abs=1e-9)
    else:
        assert result.p_value == pytest.approx(proportions_ztest([x1, x2], [n1, n2])[1], abs=1e-9)


@given(counts, counts)
def test_swap_negates(first, second):
    one, other = proportions(*first, *second), proportions(*second, *first)
    assert one.value == pytest.approx(-other.value)
    assert one.lower == pytest.approx(-other.upper)
    assert one.p_value == pytest.approx(other.p_value)
    assert all(math.isfinite(v) for v in (one.value, one.lower, one.upper, one.p_value))


def test_nobody_on_one_side():
    assert proportions(0, 0, 1, 2).status is Status.NO_DATA


def test_count_rebuilt_from_a_rate_is_tested_exactly():
    """8 % of 25 is 2: a base this small takes Fisher's test although 0.08 × 25 is not quite whole."""
    assert proportions(0.08 * 25, 25, 9.000000001, 30).p_value == pytest.approx(proportions(2, 25, 9, 30).p_value)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=40), st.lists(st.integers(0, 10), min_size=2, max_size=40))
def test_welch_agrees_with_scipy(first, second):
    if 1 in (len(set(first)), len(set(second))):  # SciPy warns of a loss of precision
        return
    one, other = (mean(len(v), sum(v), sum(y * y for y in v)) for v in (first, second))
    result = means(one, other)
    expected = stats.ttest_ind(first, second, equal_var=False)
    interval = expected.confidence_interval()
    assert result.p_value == pytest.approx(expected.pvalue, abs=1e-9)
    assert (result.lower, result.upper) == pytest.approx((interval.low, interval.high))


def test_means_without_variation_or_dispersion_are_not_tested():
    flat = mean(3, 15, 75)
    assert means(flat, flat).p_value is None
    assert means(mean(3, 12, None), flat).p_value is None


def test_net_scores():
    """NPS 30 (SE 7.81) and 10 (SE 8): gap 20, SE 11.18, z = 1.79."""
    result = independent(net(100, 50, 20), net(100, 45, 35))
    assert result.value == pytest.approx(20)
    assert result.se == pytest.approx(math.hypot(net(100, 50, 20).se, net(100, 45, 35).se))


def test_both_decisions_are_separate():
    shown = judged(proportions(52_000, 100_000, 51_000, 100_000), material_gap=2, scale=100)
    assert (shown.significant, shown.material) == (True, False)
    large = judged(proportions(6, 20, 3, 20), material_gap=2, scale=100)
    assert (large.significant, large.material) == (False, True)
