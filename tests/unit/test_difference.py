import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from dashboard.domain.estimate import Status
from dashboard.stats.difference import independent, judged, means, overlapping, proportions, proportions_of_many
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


def test_welch_published():
    """R: t.test(extra ~ group, data = sleep), Student 1908: df = 17.776, p = 0.07939, −3.3654832 to 0.2054832."""
    groups = (
        [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
        [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
    )
    found = means(*(mean(len(v), math.fsum(v), math.fsum(y * y for y in v)) for v in groups))
    assert (found.lower, found.upper) == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)
    assert found.p_value == pytest.approx(0.07939, abs=5e-6)


@given(st.lists(st.integers(0, 10), min_size=2, max_size=20), st.lists(st.integers(0, 10), min_size=2, max_size=20))
def test_welch_swap_and_unit(first, second):
    one, other = (mean(len(v), sum(v), sum(y * y for y in v)) for v in (first, second))
    doubled = [mean(len(v), 2 * sum(v), 4 * sum(y * y for y in v)) for v in (first, second)]
    found, swapped, scaled = means(one, other), means(other, one), means(*doubled)
    if found.p_value is None:
        assert swapped.p_value is scaled.p_value is None
        return
    assert (found.lower, found.p_value) == pytest.approx((-swapped.upper, swapped.p_value))
    assert (scaled.value, scaled.lower, scaled.p_value) == pytest.approx(
        (2 * found.value, 2 * found.lower, found.p_value)
    )


@pytest.mark.parametrize("n", [0.5, 1])
def test_a_base_without_degrees_of_freedom_is_not_tested(n):
    """Answers of one respondent: their number is not that of the people asked."""
    found = means(dataclasses.replace(mean(5, 10, 30), n=n), mean(5, 12, 40))
    assert (found.value, found.p_value, found.lower) == (pytest.approx(-0.4), None, None)
    assert found.note == "dispersion inconnue"


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


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_published(first, second, lower, upper):
    """Newcombe 1998, Interval estimation for the difference between independent proportions, table II, method 10."""
    found = proportions(*first, *second)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=5e-5)


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=10))
def test_many_at_once_are_the_same(pairs):
    columns = [[pair[i][j] for pair in pairs] for i, j in ((0, 0), (0, 1), (1, 0), (1, 1))]
    d, lower, upper, p = proportions_of_many(*columns)
    for i, (first, second) in enumerate(pairs):
        found = proportions(*first, *second)
        assert (d[i], lower[i], upper[i], p[i]) == (found.value, found.lower, found.upper, found.p_value)


real = st.floats(0.5, 1e5).flatmap(lambda n: st.tuples(st.floats(0, n), st.just(n)))


@given(real, real)
def test_many_at_once_are_the_same_for_real_numbers(first, second):
    """Weighted answers; below 5 expected of them, a count that is not whole keeps the z test."""
    d, lower, upper, p = proportions_of_many(*([number] for number in (*first, *second)))
    found = proportions(*first, *second)
    assert (d[0], lower[0], upper[0], p[0]) == (found.value, found.lower, found.upper, found.p_value)


def test_many_at_once_where_a_base_is_zero():
    d, lower, upper, p = proportions_of_many([0, 3], [0, 10], [5, 4], [10, 10])
    assert all(math.isnan(column[0]) and math.isfinite(column[1]) for column in (d, lower, upper, p))


@pytest.mark.parametrize("bad", [(12, 10), (-1, 10), (math.nan, 10), (1, math.inf), (1, math.nan)])
def test_impossible_counts_are_refused(bad):
    for pair in ((*bad, 5, 10), (5, 10, *bad)):
        with pytest.raises(ValueError, match="impossible"):
            proportions(*pair)
        with pytest.raises(ValueError, match="impossible"):
            proportions_of_many(*([number] for number in pair))


@given(counts, counts, st.integers(2, 20))
def test_more_answers_never_widen(first, second, times):
    one = proportions(*first, *second)
    other = proportions(*(times * v for v in first), *(times * v for v in second))
    assert other.upper - other.lower <= one.upper - one.lower + 1e-12


def test_samples_that_share_people_are_not_tested():
    found = overlapping(net(100, 50, 20), net(100, 45, 35))
    assert (found.value, found.lower, found.p_value) == (pytest.approx(20), None, None)
    assert found.note == "périodes chevauchantes, non testées"
    decision = judged(found, material_gap=2)
    assert (decision.significant, decision.material) == (False, False)
    assert overlapping(net(0, 0, 0), net(10, 5, 5)).status is Status.NO_DATA


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [((0, 5), (0, 9), 1), ((5, 5), (9, 9), 1), ((0, 1), (0, 1), 1), ((0, 1), (1, 1), 1), ((0, 30), (30, 30), 0)],
)
def test_edges(first, second, p):
    found = proportions(*first, *second)
    assert found.p_value == pytest.approx(p, abs=1e-9)
    assert found.lower <= found.value <= found.upper
    assert proportions(*first, 0, 0).status is proportions(0, 0, *second).status is Status.NO_DATA


nets = st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50)).filter(lambda t: sum(t) > 0)


@given(nets, nets, st.floats(0, 50))
def test_net_scores_swap(first, second, gap):
    one, other = (net(sum(t), t[0], t[1]) for t in (first, second))
    found, swapped = independent(one, other), independent(other, one)
    assert (found.value, found.lower, found.p_value) == (-swapped.value, -swapped.upper, swapped.p_value)
    assert found.se == pytest.approx(math.hypot(one.se, other.se))
    decision, mirrored = judged(found, gap), judged(swapped, gap)
    assert decision.significant == mirrored.significant == (found.p_value < 0.05 - 1e-12)
    assert decision.material == mirrored.material == (abs(found.value) >= gap - 1e-12)
