import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Shown
from dashboard.domain.indicator import Kind
from dashboard.wording import numerals
from tests.builders import indicator

SHARE = indicator("satisfaction")


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "text"),
    [
        (1234.5, 1, False, "1\u00a0234,5"),
        (1_234_567, 0, False, "1\u00a0234\u00a0567"),
        (-2, 1, False, "−2,0"),
        (2, 1, True, "+2,0"),
        (-0.04, 1, True, "0,0"),
        (0.25, 1, False, "0,3"),
        (2.675, 2, False, "2,68"),
        (0.5, 0, False, "1"),
    ],
)
def test_number(value, decimals, signed, text):
    assert numerals.number(value, decimals, signed=signed) == text


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_number_reads_back(value, decimals):
    text = numerals.number(value, decimals).replace("\u00a0", "").replace("−", "-").replace(",", ".")
    assert math.isclose(float(text), value, abs_tol=0.5000001 * 10**-decimals, rel_tol=1e-12)


def test_percent():
    assert numerals.percent(71.44) == "71,4\u00a0%"


@pytest.mark.parametrize(
    ("kind", "unit", "value", "n", "text"),
    [
        (Kind.SHARE, "%", 71.44, 1234, "71,4\u00a0%"),
        (Kind.SHARE, "%", 71.44, 99, "71\u00a0%"),
        (Kind.SHARE, "%", 71.44, None, "71,4\u00a0%"),
        (Kind.QUANTILE, "jours", 54.3, 40, "54,3\u00a0jours"),
        (Kind.NET, "points", 12.0, 500, "+12,0\u00a0points"),
        (Kind.NPS, "points", -1.5, 500, "−1,5\u00a0point"),
        (Kind.MEAN, "", 7.25, 500, "7,3"),
    ],
)
def test_value(kind, unit, value, n, text):
    assert numerals.value(indicator("x", kind, unit=unit), Shown(value=value, n=n)) == text


@pytest.mark.parametrize(
    ("unit", "gap", "text"),
    [
        ("%", 2.7, "+2,7\u00a0points"),
        ("%", -1.9, "−1,9\u00a0point"),
        ("%", 0, "0,0\u00a0point"),
        ("jours", -3.1, "−3,1\u00a0jours"),
    ],
)
def test_gap(unit, gap, text):
    kind = Kind.SHARE if unit == "%" else Kind.MEAN
    assert numerals.gap(indicator("x", kind, unit=unit), gap) == text


def test_interval_and_base():
    assert numerals.interval(68.94, 73.66) == "IC\u00a095\u00a0% [68,9\u00a0; 73,7]"
    assert numerals.interval(None, 1) == ""
    assert numerals.base(1234) == "n\u00a0=\u00a01\u00a0234"
    assert numerals.base(None) == "base non communiquée"


def test_p_value():
    assert numerals.p_value(0.0004) == "p\u00a0<\u00a00,001"
    assert numerals.p_value(0.0123) == "p\u00a0=\u00a00,012"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (999_999, "1,0\u00a0million"),
        (12_345, "12\u00a0345"),
        (1_250_000, "1,3\u00a0million"),
        (3_000_000, "3,0\u00a0millions"),
        (2_400_000_000, "2,4\u00a0milliards"),
    ],
)
def test_large(count, text):
    assert numerals.large(count) == text


@pytest.mark.parametrize(
    ("lower", "upper", "text"),
    [(8.6, 10.4, "[8,6\u00a0; 10,0]"), (-0.4, 3.0, "[0,0\u00a0; 3,0]"), (2.0, 3.0, "[2,0\u00a0; 3,0]")],
)
def test_an_interval_is_written_within_its_scale(lower, upper, text):
    """Student's limits may pass the ends of the scale (§ 3): they are clipped where they are read."""
    note = indicator("note", Kind.MEAN, lower_bound=0.0, upper_bound=10.0)
    assert numerals.interval_of(note, Shown((lower + upper) / 2, lower, upper, n=200)).endswith(text)
    days = indicator("days", Kind.MEAN, lower_bound=0.0)
    assert numerals.clipped(upper, numerals.bounds_of(days)) == upper
    assert numerals.clipped(None, numerals.bounds_of(days)) is None


@pytest.mark.parametrize(
    ("share", "decimals", "read"),
    [
        (100 * 14_787 / 14_849, 0, "plus de\u00a099\u00a0%"), (99.4, 0, "99\u00a0%"),
        (99.96, 1, "plus de\u00a099,9\u00a0%"),
        (100, 0, "100\u00a0%"), (0, 1, "0,0\u00a0%"), (0.02, 1, "moins de\u00a00,1\u00a0%"),
        (0.4, 0, "moins de\u00a01\u00a0%"),
        (100.2, 0, "100\u00a0%"), (-0.2, 0, "0\u00a0%"),
    ],
)  # fmt: skip
def test_what_is_not_all_never_reads_all(share, decimals, read):
    assert numerals.percent(share, decimals) == read
