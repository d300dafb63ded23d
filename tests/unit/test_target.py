import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.indicator import Direction, Target
from dashboard.stats.target import TargetStatus, in_force, met, progress, status

UP, DOWN = Direction.HIGHER, Direction.LOWER


@pytest.mark.parametrize(
    ("value", "operator", "target", "expected"),
    [
        (50, ">=", 50, True),
        (50, ">", 50, False),
        (50, "<=", 50, True),
        (50, "<", 50, False),
        (0.1 + 0.2, "<=", 0.3, True),
    ],
)
def test_operators(value, operator, target, expected):
    assert met(value, operator, target) is expected


def test_unknown_operator():
    with pytest.raises(ValueError, match="=="):
        met(1, "==", 1)


@pytest.mark.parametrize(
    ("last", "value", "operator", "target", "direction", "word"),
    [
        (17.4, 16.7, "<=", 16.5, DOWN, TargetStatus.IMPROVING),  # RAP 2023, 166: conseils de prud’hommes
        (53.1, 54.3, "<", 50, DOWN, TargetStatus.NOT_IMPROVING),  # RAP 2023, 101: aide juridictionnelle
        (22, 25, "<=", 22, DOWN, TargetStatus.NOT_IMPROVING),  # RAP 2023, 166: cours d’appel
        (40, 10, "<=", 25, DOWN, TargetStatus.MET),  # RAP 2023, 166: tribunaux judiciaires
        (10, None, "<=", 9.5, DOWN, TargetStatus.MISSING),  # RAP 2023, 166: « Non connu »
        (71.2, 61.3, ">", 50, UP, TargetStatus.MET),  # RAP 2023, 101
        (None, 40, ">", 50, UP, TargetStatus.NOT_IMPROVING),
        (40, 40, ">", 50, UP, TargetStatus.NOT_IMPROVING),
    ],
)
def test_words_of_the_annual_report(last, value, operator, target, direction, word):
    assert status(value, last, Target(2023, operator, target), direction) is word


def test_without_target():
    assert status(1, 1, None, UP) is TargetStatus.NO_TARGET


def test_the_narrowest_target_wins():
    targets = tuple(
        Target(year, ">=", value, scope)
        for year, value, scope in [(2026, 70, ""), (2026, 75, "tj"), (2026, 80, "lyon"), (2025, 60, "")]
    )
    assert in_force(targets, 2026, "lyon", "tj").value == 80
    assert in_force(targets, 2026, "nice", "tj").value == 75
    assert in_force(targets, 2026, "nice", "pjj").value == 70
    assert in_force(targets, 2024) is None


@pytest.mark.parametrize(
    ("initial", "current", "target", "direction", "expected"),
    [
        (27, 79, 100, UP, 71.23),  # PSP, transparence
        (72, 71, 77, UP, -20),
        (460, 2538, 2543, UP, 99.76),
        (20, 15, 10, DOWN, 50),
        (80, 85, 75, UP, 100),  # already above the target, and still
        (80, 70, 75, UP, 0),
        (8, 9, 10, DOWN, 100),
        (8, 11, 10, DOWN, 0),
        (20, 20, 10, DOWN, 0),
        (math.nan, 12, 10, UP, None),
        (1, math.nan, 10, UP, None),
        (1, 12, math.inf, UP, None),
        (10, 12, 10, UP, None),
        (None, 12, 10, UP, None),
        (1, 12, None, UP, None),
    ],
)
def test_pilote_progress(initial, current, target, direction, expected):
    found = progress(initial, current, target, direction)
    assert found == (None if expected is None else pytest.approx(expected, abs=0.01))
    assert found is None or math.copysign(1, found) == (-1 if expected < 0 else 1), "no « −0 % »"


@given(*[st.floats(-1e6, 1e6)] * 3, st.sampled_from([UP, DOWN]))
def test_progress_is_finite(initial, current, target, direction):
    found = progress(initial, current, target, direction)
    assert found is None or math.isfinite(found)


@given(st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_met_or_not(value, target):
    """« At least » and « below » exclude each other, as « at most » and « above »; signs mirror."""
    assert met(value / 10, ">=", target / 10) != met(value / 10, "<", target / 10)
    assert met(value / 10, "<=", target / 10) != met(value / 10, ">", target / 10)
    assert met(value / 10, ">=", target / 10) == met(-value / 10, "<=", -target / 10)


@given(st.integers(0, 100), st.one_of(st.none(), st.integers(0, 100)), st.integers(0, 100))
def test_words_mirror(value, last, target):
    """The same word when everything changes sign, polarity included."""
    one = status(value, last, Target(2026, ">=", target), UP)
    assert one is status(-value, None if last is None else -last, Target(2026, "<=", -target), DOWN)
    assert (one is TargetStatus.MET) == (value >= target)
