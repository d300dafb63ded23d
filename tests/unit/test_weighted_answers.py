import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.proportion import wilson
from dashboard.stats.refusal import RefusedError
from dashboard.stats.weighted import weighted_mean, weighted_share
from dashboard.stats.weighted_answers import mean_of_answers, share_of_answers

rows = st.lists(st.tuples(st.integers(0, 10), st.floats(0.1, 20)), min_size=2, max_size=40)


def test_hand_worked():
    """Values 1, 2, 4 of weights 1, 1, 2: mean 2.75, SE = √(3/2 · (1.75² + 0.75² + 4·1.25²)) ÷ 4 = 0.9633."""
    found = mean_of_answers([1, 2, 4], [1, 1, 2])
    assert found.value == 2.75
    assert found.se == pytest.approx(math.sqrt(1.5 * (1.75**2 + 0.75**2 + 4 * 1.25**2)) / 4)
    assert found.upper == pytest.approx(2.75 + Z95 * found.se)


@given(rows)
def test_naive_and_from_sums(answers):
    y, w = [a for a, _ in answers], [b for _, b in answers]
    found = mean_of_answers(y, w)
    expected = DescrStatsW(y, weights=w).mean
    assert found.value == pytest.approx(expected, abs=1e-9)
    squares = math.fsum((b * (a - expected)) ** 2 for a, b in answers)
    assert found.se == pytest.approx(math.sqrt(len(y) / (len(y) - 1) * squares) / sum(w), abs=1e-9)
    sums = [sum(f(a, b) for a, b in answers) for f in (lambda a, b: b, lambda a, b: b * b, lambda a, b: a * b)]
    other = weighted_mean(len(y), *sums, sum(a * b * b for a, b in answers), sum(a * a * b * b for a, b in answers))
    assert (found.value, found.n_eff) == (pytest.approx(other.value), pytest.approx(other.n_eff))
    assert found.se == pytest.approx(other.se, abs=1e-6)


@given(rows, st.floats(1e-6, 1e6), st.randoms())
def test_scale_and_order_do_not_matter(answers, factor, random):
    one = mean_of_answers([a for a, _ in answers], [b for _, b in answers])
    random.shuffle(answers)
    other = mean_of_answers([a for a, _ in answers], [b * factor for _, b in answers])
    assert (one.value, one.lower, one.upper) == pytest.approx((other.value, other.lower, other.upper), abs=1e-9)


@given(rows)
def test_each_answer_its_own_cluster_changes_nothing(answers):
    y, w = [a for a, _ in answers], [b for _, b in answers]
    assert mean_of_answers(y, w, range(len(y))).se == pytest.approx(mean_of_answers(y, w).se)


def test_clusters_by_hand():
    """Two sites, weights 1: totals of gaps −2 and 2, SE = √(2/1 · 8) ÷ 4 = 1."""
    found = mean_of_answers([1, 1, 3, 3], [1, 1, 1, 1], ["a", "a", "b", "b"])
    assert found.se == pytest.approx(1)
    assert mean_of_answers([1, 3], [1, 1], ["a", "a"]).lower is None


def test_clustered_share_is_wider():
    y = [True] * 30 + [False] * 10 + [False] * 30 + [True] * 10
    alone, grouped = (share_of_answers(y, [1.0] * 80, c) for c in (None, ["a"] * 40 + ["b"] * 40))
    assert grouped.value == alone.value == 0.5
    assert grouped.n_eff < alone.n_eff
    assert grouped.lower < alone.lower < 0.5 < alone.upper < grouped.upper
    assert share_of_answers([True, True], [1, 1], ["a", "b"]).lower is None


@given(rows)
def test_share_is_wilson_at_the_effective_size(answers):
    y, w = [a > 5 for a, _ in answers], [b for _, b in answers]
    found = share_of_answers(y, w)
    size = sum(w) ** 2 / sum(b * b for b in w)
    p = sum(b for a, b in zip(y, w, strict=True) if a) / sum(w)
    expected = wilson(min(size, p * size), size)
    assert (found.lower, found.upper) == pytest.approx((expected.lower, expected.upper), abs=1e-9)
    sums = weighted_share(len(y), sum(w), sum(b * b for b in w), p * sum(w))
    assert (found.value, found.lower) == (pytest.approx(sums.value), pytest.approx(sums.lower, abs=1e-9))
    assert found.n == len(y)


@pytest.mark.parametrize(
    ("y", "w", "value", "n"),
    [
        ([], [], None, 0),
        ([None, None], [1, 1], None, 0),
        ([3, 4], [0, 0], None, 0),
        ([7], [2], 7, 1),
        ([7, 1], [2, 0], 7, 1),
        ([7, None, float("nan")], [2, 5, 5], 7, 1),
        ([0.1] * 3, [1, 2, 3], 0.1, 3),
    ],
)
def test_edges(y, w, value, n):
    found = mean_of_answers(y, w)
    assert (found.value, found.n) == (value, n)
    if n == 0:
        assert found.status is Status.NO_DATA
        assert share_of_answers([None if v is None else True for v in y] if any(w) else [], w if any(w) else []).n == 0
    if n == 1:
        assert found.lower is None
    if n == 3:
        assert (found.lower, found.se, found.note) == (0.1, 0.0, "aucune variation observée")


def test_a_missing_weight_is_an_error():
    with pytest.raises(RefusedError, match="poids manque"):
        mean_of_answers([1, 2], [1, None])
    with pytest.raises(ValueError, match="lengths"):
        mean_of_answers([1, 2], [1])


def test_huge_weights_do_not_overflow():
    found = mean_of_answers([1, 2, 3], [1e308, 1e308, 1e308])
    assert np.isfinite([found.value, found.se, found.n_eff]).all()
