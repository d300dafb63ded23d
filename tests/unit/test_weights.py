import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.refusal import RefusedError
from dashboard.stats.weighted import design_effect, effective_size
from dashboard.stats.weights import checked_weights, kish

weights = st.lists(st.floats(0.01, 100), min_size=1, max_size=50)


def test_hand_worked():
    """Weights 1, 1, 2, and one of 0 that is out: n = 3, n_eff = 16/6, deff = 1.125."""
    found = kish([1, 1, 2, 0])
    assert (found.n, found.n_eff, found.deff) == (3, pytest.approx(16 / 6), pytest.approx(1.125))
    assert (found.shown, found.warned) == (True, False)


@pytest.mark.parametrize(
    ("values", "shown", "warned"),
    [([1] * 9, False, False), ([1] * 9 + [30], True, True), ([], False, False), ([0], False, False)],
)
def test_what_is_said(values, shown, warned):
    found = kish(values)
    assert (found.shown, found.warned) == (shown, warned)


@pytest.mark.parametrize("values", [[1, None], [float("nan")], [1, -1], [float("inf"), 1]])
def test_missing_or_impossible_weights_are_refused(values):
    with pytest.raises(RefusedError, match=r"poids|Poids"):
        checked_weights(values)


@given(weights, st.sampled_from([1e-300, 1e-3, 1000, 1e300]))
def test_scale_free_and_bounded(values, factor):
    one, other = kish(values), kish([w * factor for w in values])
    assert one.n_eff == pytest.approx(other.n_eff)
    assert one.deff == pytest.approx(other.deff)
    assert 1 - 1e-12 <= one.n_eff <= one.n + 1e-9
    total, squares = sum(values), sum(w * w for w in values)
    assert one.n_eff == pytest.approx(effective_size(total, squares))
    assert one.deff == pytest.approx(design_effect(len(values), total, squares))


@given(weights)
def test_equal_weights_cost_nothing(values):
    assert kish([values[0]] * len(values)).deff == pytest.approx(1)
