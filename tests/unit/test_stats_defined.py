"""Whatever the legal input, a result holds finite numbers or None, and its limits are around its value."""

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.composite import composite
from dashboard.stats.difference import independent, means, proportions
from dashboard.stats.groups import homogeneity, ordinal, share_trend
from dashboard.stats.mean import mean
from dashboard.stats.net import net
from dashboard.stats.poststratification import strata_of
from dashboard.stats.proportion import wilson
from dashboard.stats.quantile import median, quantile, weighted_quantile
from dashboard.stats.rate import rate
from dashboard.stats.result import Result
from dashboard.stats.seasonal_trend import seasonal_trend
from dashboard.stats.standardisation import Part, standardised
from dashboard.stats.top_box import net_satisfaction, top_box
from dashboard.stats.trend import trend
from dashboard.stats.weighted_answers import mean_of_answers, share_of_answers

answers = st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=40)
weights = st.lists(st.one_of(st.just(0.0), st.floats(1e-6, 1e6)), min_size=40, max_size=40)


def results(first, second, w):
    """Every method on the same two groups of answers."""
    one, other = ([v for v in values if v is not None] for values in (first, second))
    counts = [{g: values.count(g) for g in range(11)} for values in (one, other)]
    high, low = ([sum(v >= cut for v in values) for values in (one, other)] for cut in (8, 0))
    x, n = high, low
    scores = [mean(len(v), sum(v), sum(a * a for a in v)) for v in (one, other)]
    nets = [net(len(v), sum(a > 8 for a in v), sum(a < 7 for a in v)) for v in (one, other)]
    yield from (*scores, *nets, wilson(x[0], n[0]), proportions(x[0], n[0], x[1], n[1]))
    yield from (means(*scores), independent(*nets))
    yield from (homogeneity(x, n), share_trend(x, n), ordinal(*counts))
    yield top_box(counts[0], range(11), {8, 9, 10})
    yield net_satisfaction(counts[0], range(11), {9, 10}, range(7))
    yield mean_of_answers(first, w[: len(first)])
    yield mean_of_answers(first, w[: len(first)], [i % 3 for i in range(len(first))])
    yield share_of_answers([None if v is None else v > 5 for v in first], w[: len(first)])
    yield share_of_answers(
        [None if v is None else v > 5 for v in first], w[: len(first)], [i % 3 for i in range(len(first))]
    )
    yield from (quantile(first, 0.9), median(first).result, weighted_quantile(first, w[: len(first)], 0.5))
    yield from (trend(first), seasonal_trend(first, 4), rate(len(one), sum(other)))
    yield composite(dict(enumerate(first))).result
    parts = [
        {name: Part.of(stratum) for name, stratum in strata_of([str(v % 3) for v in values], values).items()}
        for values in (one, other)
    ]
    yield standardised(*parts).difference


def check(result: Result):
    numbers = {
        name: value
        for name, value in dataclasses.asdict(result).items()
        if name in {"value", "lower", "upper", "n", "n_eff", "se", "p_value"}
    }
    assert all(value is None or math.isfinite(value) for value in numbers.values()), result
    assert result.p_value is None or 0 <= result.p_value <= 1
    assert (result.lower is None) == (result.upper is None)
    if result.lower is not None and result.value is not None and result.upper is not None:
        assert result.lower - 1e-9 <= result.value <= result.upper + 1e-9, result
    if result.status in (Status.NO_DATA, Status.INSUFFICIENT):
        assert result.value is None, result


@given(answers, answers, weights)
def test_random(first, second, w):
    for result in results(first, second, w):
        check(result)


@pytest.mark.parametrize("w", [[1.0] * 40, [0.0] * 40, [0.0, 5.0] * 20], ids=["equal", "zero", "unequal"])
@pytest.mark.parametrize(
    "values",
    [[], [3], [None] * 12, [0] * 12, [10] * 12, [7] * 12, [1, 1, 2, 2] * 3, [1, None, 3] * 8, list(range(11)) * 3],
    ids=["empty", "n = 1", "all missing", "none", "all", "equal", "ties", "gaps", "spread"],
)
def test_edge_list(values, w):
    """Specification § 18."""
    for other in ([], [3], [0] * 12, [10] * 12, [1, None, 9] * 5):
        for result in results(values, other, w):
            check(result)
