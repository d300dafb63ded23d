import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.composite import composite


def test_hand_worked():
    """Engagements 1 to 9 at 10, 20 … 90 but the fourth: (450 − 40) ÷ 8 = 51.25."""
    figures = {n: None if n == 4 else 10.0 * n for n in range(1, 10)}
    found = composite(figures)
    assert (found.result.value, found.result.n, found.missing) == (51.25, 8, (4,))
    assert found.result.lower is None


@pytest.mark.parametrize(
    ("available", "status"),
    [(0, Status.NO_DATA), (1, Status.INSUFFICIENT), (6, Status.INSUFFICIENT), (7, Status.OK), (9, Status.OK)],
)
def test_seven_at_least(available, status):
    found = composite({n: 50.0 if n <= available else None for n in range(1, 10)})
    assert found.result.status is status
    assert (found.result.value is None) == (status is not Status.OK)
    assert len(found.missing) == 9 - available
    if status is Status.INSUFFICIENT:
        assert found.result.note == f"{available} engagements disponibles sur 9"


def test_a_nan_is_missing_and_nothing_is_nothing():
    assert composite({1: float("nan")}).missing == (1,)
    assert composite({}).result.status is Status.NO_DATA


@given(st.lists(st.floats(0, 100), min_size=7, max_size=9))
def test_between_the_extremes(values):
    found = composite(dict(enumerate(values))).result.value
    assert min(values) - 1e-9 <= found <= max(values) + 1e-9
