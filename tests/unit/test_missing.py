"""What is missing is None, NaN or infinite, in every method on a series: never a NaN in a result."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.composite import composite
from dashboard.stats.missing import known_or_none
from dashboard.stats.p_chart import p_chart
from dashboard.stats.quantile import delays, median, quantile
from dashboard.stats.season import season, year_on_year
from dashboard.stats.seasonal_trend import seasonal_trend
from dashboard.stats.trend import trend
from dashboard.stats.xmr import xmr

HOLES = (None, math.nan, math.inf, -math.inf, np.float64("nan"))
series = st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=40)

METHODS = {
    "xmr": xmr,
    "p chart": lambda values: p_chart(values, [100] * len(values)),
    "p chart, bases": lambda values: p_chart([0] * len(values), values),
    "trend": trend,
    "seasonal trend": lambda values: seasonal_trend(values, 4),
    "season": lambda values: season(values, 4),
    "year on year": lambda values: year_on_year(values, 4),
    "quantile": lambda values: quantile(values, 0.9),
    "median": median,
    "delays": delays,
    "index": lambda values: composite(dict(enumerate(values))),
}


def numbers(found):
    if dataclasses.is_dataclass(found):
        found = [getattr(found, field.name) for field in dataclasses.fields(found)]
    if isinstance(found, (list, tuple, frozenset)):
        return [number for part in found for number in numbers(part)]
    return [found] if isinstance(found, float) else []


def test_known_or_none():
    assert known_or_none([1, None, 2.5, *HOLES]) == [1, None, 2.5, *[None] * len(HOLES)]
    assert known_or_none(np.array([1.0, np.nan])) == [1, None]
    assert known_or_none([]) == []


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("hole", HOLES, ids=str)
@given(values=series)
def test_a_nan_is_missing(method, hole, values):
    given_values = [hole if value is None else value for value in values]
    found = method(given_values)
    assert repr(found) == repr(method(values))
    assert all(math.isfinite(number) for number in numbers(found))
    assert [repr(value) for value in given_values] == [repr(hole if v is None else v) for v in values]


@pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
@pytest.mark.parametrize("values", [[], [3.0], [4.0] * 30, [50.0 + i % 7 for i in range(30)]], ids=len)
def test_arrays_are_welcome(method, values):
    assert repr(method(np.array(values))) == repr(method(values))
