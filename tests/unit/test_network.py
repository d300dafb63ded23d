import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.benchmark import Position, score_test
from dashboard.stats.difference import proportions
from dashboard.stats.network import against_benchmark, against_network, contains_too_much

counts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_hand_worked():
    """60 of 100 against 50 %: z = 2, p = 0.0455."""
    found = against_benchmark(60, 100, 0.5)
    assert found.result.p_value == pytest.approx(0.0455, abs=1e-4)
    assert (found.position, found.benchmark) == (Position.ABOVE, 0.5)


@given(counts, st.floats(0, 1))
def test_the_test_and_the_interval_decide_alike(count, benchmark):
    found = against_benchmark(*count, benchmark)
    if abs(found.result.p_value - 0.05) > 1e-9:
        assert (found.position is Position.SIMILAR) == (found.result.p_value >= 0.05)


def test_ten_per_cent():
    assert not contains_too_much(10, 100)
    assert contains_too_much(11, 100)
    assert not contains_too_much(0, 0)


def test_a_small_unit_is_compared_with_the_average_a_large_one_with_the_rest():
    small = against_network(60, 100, 5000, 10_000)
    assert (small.against_rest, small.benchmark) == (False, 0.5)
    assert small.result.p_value == score_test(60, 100, 0.5)
    large = against_network(60, 100, 110, 200)
    assert (large.against_rest, large.benchmark) == (True, 0.5)
    assert large.gap == proportions(60, 100, 50, 100)
    assert large.result.p_value == large.gap.p_value


@given(counts, counts)
def test_rest_mirrors(first, second):
    (x, n), (a, m) = first, second
    found = against_network(x, n, x + a, n + m)
    assert found.result.value == pytest.approx(x / n)
    mirror = against_network(n - x, n, n + m - x - a, n + m)
    opposite = {Position.ABOVE: Position.BELOW, Position.BELOW: Position.ABOVE, Position.SIMILAR: Position.SIMILAR}
    if abs(found.result.p_value - 0.05) > 1e-9:
        assert mirror.position is opposite[found.position]


def test_weighted_counts_are_real_numbers():
    assert against_benchmark(0.6 * 80.5, 80.5, 0.5).result.p_value == pytest.approx(score_test(48.3, 80.5, 0.5))


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((0, 0, 10, 20), Status.NO_DATA),
        ((0, 0, 0, 0), Status.NO_DATA),
        ((5, 10, 5, 10), Status.NO_BENCHMARK),
        ((1, 1, 10, 100), Status.OK),
        ((0, 30, 50, 100), Status.OK),
        ((30, 30, 50, 100), Status.OK),
        ((30, 30, 100, 100), Status.OK),
    ],
)
def test_edges(arguments, status):
    found = against_network(*arguments)
    assert found.result.status is status
    assert (found.position is None) == (status is not Status.OK)


def test_no_benchmark():
    for benchmark in (None, float("nan")):
        found = against_benchmark(5, 10, benchmark)
        assert (found.result.status, found.position) == (Status.NO_BENCHMARK, None)
    with pytest.raises(ValueError, match="not part"):
        against_network(5, 10, 4, 20)
