import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from dashboard.stats.net import net
from dashboard.stats.proportion import wilson
from dashboard.stats.weighted import design_effect, effective_size, weighted_mean, weighted_net, weighted_share

answers = st.lists(st.tuples(st.integers(0, 10), st.floats(0.1, 20)), min_size=2, max_size=40)


def sums(rows):
    return (
        len(rows),
        math.fsum(w for _, w in rows),
        math.fsum(w * w for _, w in rows),
        math.fsum(w * y for y, w in rows),
        math.fsum(w * w * y for y, w in rows),
        math.fsum(w * w * y * y for y, w in rows),
    )


def test_kish_hand_worked():
    """Weights 1, 1, 2: (4)² ÷ 6 = 2.667; deff = 3·6/16 = 1.125."""
    assert effective_size(4, 6) == pytest.approx(8 / 3)
    assert design_effect(3, 4, 6) == pytest.approx(1.125)
    assert effective_size(0, 0) == 0


@given(answers)
def test_mean_against_the_answers(rows):
    result = weighted_mean(*sums(rows))
    expected = DescrStatsW([y for y, _ in rows], weights=[w for _, w in rows]).mean
    n, w = len(rows), math.fsum(w for _, w in rows)
    se = math.sqrt(n / (n - 1) * math.fsum((weight * (y - expected)) ** 2 for y, weight in rows)) / w
    assert result.value == pytest.approx(expected)
    assert result.se == pytest.approx(se, abs=1e-6)


@given(answers, st.floats(0.01, 1000))
def test_scale_free(rows, factor):
    one, other = weighted_mean(*sums(rows)), weighted_mean(*sums([(y, w * factor) for y, w in rows]))
    assert one.value == pytest.approx(other.value)
    assert one.se == pytest.approx(other.se, abs=1e-6)


def test_equal_weights_are_no_weights():
    assert weighted_share(50, 100, 200, 60).lower == pytest.approx(wilson(30, 50).lower)


def test_share_of_everyone():
    result = weighted_share(20, 20, 30, 20)
    assert (result.value, result.upper) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("n", "w", "w_sq", "w_num", "value"), [(0, 0, 0, 0, None), (3, 0, 0, 0, None), (1, 2, 4, 2, 1), (1, 2, 4, 0, 0)]
)
def test_edges(n, w, w_sq, w_num, value):
    found = weighted_share(n, w, w_sq, w_num)
    assert found.value == value
    mean = weighted_mean(n, w, w_sq, w_num, w_num * w, w_num * w)
    assert mean.value == value
    assert mean.lower is None


@given(answers)
def test_share_with_the_standard_error_of_the_answers(rows):
    chosen = [(float(y > 5), w) for y, w in rows]
    n, w, w_sq, w_num, w_sq_num, w_sq_num_sq = sums(chosen)
    found, as_mean = (
        weighted_share(n, w, w_sq, w_num, w_sq_num),
        weighted_mean(n, w, w_sq, w_num, w_sq_num, w_sq_num_sq),
    )
    assert found.se == pytest.approx(as_mean.se, abs=1e-7)
    assert found.lower == weighted_share(n, w, w_sq, w_num).lower


def test_answers_that_do_not_vary():
    found = weighted_mean(*sums([(0.1, 1.0), (0.1, 2.5), (0.1, 0.3)]))
    assert (found.se, found.note) == (0, "aucune variation observée")


@given(st.lists(st.tuples(st.sampled_from([-1, 0, 1]), st.floats(0.1, 20)), min_size=2, max_size=40))
def test_net_is_the_mean_of_1_0_and_minus_1(rows):
    found, as_mean = weighted_net(*sums(rows)), weighted_mean(*sums(rows))
    assert found.value == pytest.approx(100 * as_mean.value)
    assert -100 <= found.lower <= found.value <= found.upper <= 100
    assert found.se > 0


@pytest.mark.parametrize("y", [-1, 0, 1])
def test_net_of_answers_that_are_all_alike(y):
    """Two weights of 1 and two of 2: n_eff = 36 ÷ 10 = 3.6, and the adjusted interval of 3.6 answers."""
    found = weighted_net(*sums([(y, 1.0), (y, 1.0), (y, 2.0), (y, 2.0)]))
    expected = net(3.6, 3.6 * (y == 1), 3.6 * (y == -1))
    assert (found.value, found.lower, found.upper, found.se) == pytest.approx(
        (100 * y, expected.lower, expected.upper, expected.se)
    )
    assert "ajusté" in found.note


def test_net_without_answers():
    assert weighted_net(0, 0, 0, 0, 0, 0).value is None
