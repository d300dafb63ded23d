import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.season import season, year_on_year

series = st.lists(st.integers(0, 50), min_size=8, max_size=30)


def naive(values, period):
    """Moving average, 2 × period when it is even, then mean deviation by season, centred."""
    half, trend = period // 2, [None] * len(values)
    for i in range(half, len(values) - half):
        window = list(values[i - half : i + half + 1])
        if period % 2 == 0:
            window[0] /= 2
            window[-1] /= 2
        trend[i] = sum(window) / period
    effects = [
        statistics.fmean(
            v - t for i, (v, t) in enumerate(zip(values, trend, strict=True)) if t is not None and i % period == s
        )
        for s in range(period)
    ]
    return trend, [effect - statistics.fmean(effects) for effect in effects]


@given(series, st.sampled_from([2, 3, 4]))
def test_naive_decomposition(values, period):
    found = season(values, period)
    trend, effects = naive(values, period)
    assert found.effects == pytest.approx(effects, abs=1e-9)
    assert sum(found.effects) == pytest.approx(0, abs=1e-9)
    for i, value in enumerate(values):
        assert found.adjusted[i] == pytest.approx(value - effects[i % period], abs=1e-9)
        assert (found.trend[i] is None) == (trend[i] is None) == (found.remainder[i] is None)
        if trend[i] is not None:
            total = found.trend[i] + found.effects[i % period] + found.remainder[i]
            assert (found.trend[i], total) == (pytest.approx(trend[i]), pytest.approx(value))


@pytest.mark.parametrize(
    ("values", "period"), [([], 4), ([1], 4), ([1] * 7, 4), ([None] * 12, 4), ([1, 2, None, 4] * 3, 4)]
)
def test_undefined(values, period):
    assert season(values, period) is None


def test_flat_and_bounds():
    found = season([5.0] * 8, 4)
    assert (found.effects, found.may_be_shown) == ((0, 0, 0, 0), False)
    assert season([5.0] * 12, 4).may_be_shown
    for call in (season, year_on_year):
        with pytest.raises(ValueError, match=r"two dates|impossible"):
            call([1, 2, 3], 0)


def test_year_on_year():
    assert year_on_year([1, 2, None, 4, 6, 9, 5, None], period=4) == [None] * 4 + [5, 7, None, None]
    assert year_on_year([], 12) == []
    assert year_on_year([1, 2], 12) == [None, None]


@given(series, st.integers(1, 12))
def test_year_on_year_of_a_season_is_its_trend(values, period):
    repeated = [values[i % period % len(values)] + i for i in range(3 * period)]
    assert year_on_year(repeated, period)[period:] == [period] * (2 * period)
