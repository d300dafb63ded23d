import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.net import net
from dashboard.stats.proportion import wilson
from dashboard.stats.top_box import net_satisfaction, top_box

FIVE = range(5)
ELEVEN = range(11)
distributions = st.dictionaries(st.integers(0, 10), st.integers(0, 500))


def test_hand_worked():
    """5, 5, 10, 50, 30 answers: top two 80 of 100, bottom two 10, net 70 points."""
    counts = dict(enumerate([5, 5, 10, 50, 30]))
    assert top_box(counts, FIVE, {3, 4}) == wilson(80, 100)
    assert net_satisfaction(counts, FIVE, {3, 4}, {0, 1}) == net(100, 80, 10)


def test_eight_out_of_ten_counts():
    assert top_box({7: 1, 8: 2, 9: 3, 10: 4}, ELEVEN, {8, 9, 10}).value == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("counts", "favourable", "unfavourable"),
    [({5: 1}, {3}, {0}), ({0: 1}, {9}, {0}), ({0: 1}, {3}, {9}), ({0: 1}, {3}, {3}), ({0: -1}, {3}, {0})],
)
def test_what_is_out_of_the_scale_is_an_error(counts, favourable, unfavourable):
    with pytest.raises(ValueError, match=r"scale|both|negative"):
        net_satisfaction(counts, FIVE, favourable, unfavourable)


@pytest.mark.parametrize("counts", [{}, {0: 0, 4: 0}])
def test_nobody(counts):
    assert top_box(counts, FIVE, {3, 4}).status is Status.NO_DATA
    assert net_satisfaction(counts, FIVE, {3, 4}, {0, 1}).value is None


@given(distributions)
def test_net_is_the_difference_of_the_boxes(counts):
    top, bottom = (top_box(counts, ELEVEN, chosen) for chosen in ({9, 10}, set(range(7))))
    found = net_satisfaction(counts, ELEVEN, {9, 10}, range(7))
    if found.value is None:
        assert top.value is bottom.value is None
    else:
        assert found.value == pytest.approx(100 * (top.value - bottom.value))
        # Same people: the variance of the net is not the sum of the two.
        p, d = top.value, bottom.value
        if found.method == "net":
            assert found.se**2 == pytest.approx(1e4 * (p + d - (p - d) ** 2) / found.n)
