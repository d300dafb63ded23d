import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.domain.indicator import Direction
from dashboard.stats.benchmark import Position, favourable, position, score_test, student_test
from dashboard.stats.funnel import Funnel, outside
from dashboard.stats.mean import mean
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_a_benchmark_on_a_limit_is_similar():
    result = Result(value=0.5, lower=0.4, upper=0.6)
    assert position(result, 0.4) is position(result, 0.6) is Position.SIMILAR
    assert position(result, 0.39) is Position.ABOVE
    assert position(result, 0.61) is Position.BELOW
    assert position(Result(value=0.5), 0.4) is None


@given(counts, st.floats(0.01, 0.99))
def test_interval_test_and_funnel_decide_alike(count, benchmark):
    x, n = count
    p = score_test(x, n, benchmark)
    found = position(wilson(x, n), benchmark)
    assume_off_the_limit = abs(p - 0.05) > 1e-9
    if assume_off_the_limit:
        assert (found is not Position.SIMILAR) == (p < 0.05)
        side = {Position.ABOVE: 1, Position.BELOW: -1, Position.SIMILAR: 0}[found]
        assert np.sign(outside([x], [n], Funnel(benchmark)))[0] == side


def test_polarity():
    assert favourable(Position.ABOVE, Direction.HIGHER) is True
    assert favourable(Position.ABOVE, Direction.LOWER) is False
    assert favourable(Position.ABOVE, Direction.NEUTRAL) is None
    assert favourable(Position.SIMILAR, Direction.HIGHER) is None


@pytest.mark.parametrize(("x", "limit", "p"), [(10, 1.0, 1.0), (9, 1.0, 0.0), (0, 0.0, 1.0)])
def test_certain_benchmarks(x, limit, p):
    assert score_test(x, 10, limit) == p
    assert score_test(0, 0, 0.5) is None


@given(st.lists(st.integers(0, 10), min_size=2, max_size=40), st.floats(0, 10))
def test_mean_against_a_benchmark_agrees_with_scipy_and_its_interval(values, benchmark):
    found = mean(len(values), sum(values), sum(v * v for v in values))
    p = student_test(found, benchmark)
    if found.se:
        assert p == pytest.approx(stats.ttest_1samp(values, benchmark).pvalue, abs=1e-9)
    if abs(p - 0.05) > 1e-9:
        assert (position(found, benchmark) is Position.SIMILAR) == (p >= 0.05)


def test_mean_edges():
    flat = mean(3, 15, 75)
    assert (student_test(flat, 5), student_test(flat, 4)) == (1, 0)
    assert student_test(mean(1, 5, 25), 5) is student_test(mean(0, 0, 0), 5) is None


def test_a_benchmark_that_is_no_share():
    assert score_test(3, 5, math.nan) is None
    assert student_test(mean(5, 10, 30), math.nan) is None
    for benchmark in (-0.1, 1.5, math.inf):
        with pytest.raises(ValueError, match="impossible"):
            score_test(3, 5, benchmark)


@given(counts, st.floats(0.01, 0.99))
def test_score_test_mirrors(count, benchmark):
    x, n = count
    assert score_test(n - x, n, 1 - benchmark) == pytest.approx(score_test(x, n, benchmark), abs=1e-9)
