import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.response import item_response_rate, response_rate

rates = pytest.mark.parametrize("rate", [response_rate, item_response_rate])


def test_hand_worked():
    """1,000 invited, 250 came back, of which 240 answered the question."""
    assert (response_rate(250, 1000).value, item_response_rate(240, 250).value) == (0.25, 0.96)


@rates
def test_edges(rate):
    assert (rate(0, 0).value, rate(0, 0).status) == (None, Status.NO_DATA)
    assert (rate(0, 5).value, rate(5, 5).value, rate(1, 1).value) == (0, 1, 1)
    assert rate(1, 2).lower is None
    for part, whole in ((6, 5), (-1, 5), (0, -1)):
        with pytest.raises(ValueError, match="impossible"):
            rate(part, whole)


@given(st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_between_0_and_1(count):
    assert 0 <= response_rate(*count).value <= 1
