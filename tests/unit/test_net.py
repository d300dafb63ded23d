import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.net import net

triples = st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500)).filter(lambda t: sum(t) > 0)


def test_hand_worked():
    """100 answers, 50 promoters, 20 detractors: NPS 30, SE = 100·√((0.7 − 0.09)/100) = 7.810."""
    result = net(100, 50, 20)
    assert result.value == 30
    assert result.se == pytest.approx(7.8102, abs=1e-4)
    assert result.lower == pytest.approx(30 - 1.959964 * 7.8102, abs=1e-3)


@pytest.mark.parametrize(("favourable", "unfavourable"), [(40, 0), (0, 40), (0, 0)])
def test_unanimity_never_gives_a_null_margin(favourable, unfavourable):
    result = net(40, favourable, unfavourable)
    assert result.upper - result.lower > 1
    assert result.method == "net-adjusted"


def test_edges():
    assert net(0, 0, 0).status is Status.NO_DATA
    with pytest.raises(ValueError, match="impossible"):
        net(10, 8, 3)


@given(triples)
def test_bounds_and_mirror(triple):
    favourable, _, unfavourable = triple
    n = sum(triple)
    one, other = net(n, favourable, unfavourable), net(n, unfavourable, favourable)
    assert one.value == pytest.approx(-other.value)
    assert one.lower == pytest.approx(-other.upper, abs=1e-9)
    assert -100 <= one.lower <= one.value <= one.upper <= 100
    assert all(math.isfinite(v) for v in (one.lower, one.upper, one.se))


@pytest.mark.parametrize(("favourable", "unfavourable", "centre"), [(40, 0, 4000 / 43), (0, 40, -4000 / 43), (0, 0, 0)])
def test_adjusted_form_by_hand(favourable, unfavourable, centre):
    """n + 3 answers, ¾ more on each side."""
    found = net(40, favourable, unfavourable)
    p, d = (favourable + 0.75) / 43, (unfavourable + 0.75) / 43
    se = 100 * math.sqrt((p + d - (p - d) ** 2) / 43)
    assert found.se == pytest.approx(se)
    assert found.lower == pytest.approx(max(-100, centre - 1.959964 * se), abs=1e-4)
    assert found.upper == pytest.approx(min(100, centre + 1.959964 * se), abs=1e-4)


@given(triples, st.integers(2, 20))
def test_more_answers_never_widen(triple, times):
    favourable, _, unfavourable = triple
    n = sum(triple)
    one, other = net(n, favourable, unfavourable), net(times * n, times * favourable, times * unfavourable)
    assert other.se <= one.se + 1e-9


@given(triples)
def test_variance_is_that_of_the_answers(triple):
    """+100, 0 and −100 for each answer: SE² is the population variance ÷ n."""
    favourable, passive, unfavourable = triple
    values = [100] * favourable + [0] * passive + [-100] * unfavourable
    found = net(len(values), favourable, unfavourable)
    if found.method == "net":
        assert found.se == pytest.approx(statistics.pstdev(values) / math.sqrt(len(values)))


@pytest.mark.parametrize(
    "counts", [(10, 6, 6), (10, -1, 3), (math.nan, 1, 1), (10, math.nan, 1), (10, 1, math.nan), (math.inf, 1, 1)]
)
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError, match="impossible"):
        net(*counts)
