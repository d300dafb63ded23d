"""The date of a change: cases by hand, a second implementation by least squares, and how often it is right."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.stats import change_point as module
from dashboard.stats.change_point import ChangePoint, change_point, last_change

QUIET = [0.0, 1.0, -1.0, 1.0, 0.0, -1.0]


def naive(values, weights=None):
    """(rest, start, length) of every shape, by a general least squares of two columns, one shape at a time."""
    known = [i for i, value in enumerate(values) if value is not None]
    y = np.array([values[i] for i in known])
    w = np.ones(len(known)) if weights is None else np.array([weights[i] for i in known], dtype=float)
    root = np.sqrt(w / w.mean())
    found = []
    for start in known[1:]:
        for length in range(1, min(24, known[-1] - start + 1) + 1):
            done = [0.0 if i < start else min(1.0, (i - start + 1) / length) for i in known]
            columns = np.column_stack([np.ones(len(known)), done])
            answer = np.linalg.lstsq(columns * root[:, None], y * root, rcond=None)[0]
            rest = float(np.sum((root * (y - columns @ answer)) ** 2))
            found.append((rest, start, length, float(answer[0]), float(answer[0] + answer[1] * done[-1])))
    return found


def test_a_clean_step_has_one_possible_date():
    """Six dates at 10, six at 20: no other date leaves as little, the levels are the two means."""
    assert change_point([10.0] * 6 + [20.0] * 6) == ChangePoint(6, 6, 6, 6, 10.0, 20.0)


def test_a_step_by_hand():
    """Twelve dates, ±1 around 0 then around 8. Before: mean 0; after: mean 8. Squares left: 4 + 4 = 8, against
    8 + 12 × 16 = 200 without change: the ratio, (200 − 8) × (12 − 4) ÷ 8 = 192, is well above 16."""
    found = change_point([*QUIET, *(value + 8 for value in QUIET)])
    assert found is not None
    assert (found.index, found.settled, found.sudden) == (6, 6, True)
    assert found.before == pytest.approx(0.0, abs=1e-12)
    assert found.after == pytest.approx(8.0)


def test_a_passage_by_hand():
    """From 10 to 16 in three dates, 12, 14, 16: the first one at 12 begins the change, the third ends it."""
    found = change_point([10.0] * 8 + [12.0, 14.0] + [16.0] * 8)
    assert found == ChangePoint(8, 8, 8, 10, pytest.approx(10.0), pytest.approx(16.0))
    assert not found.sudden


def test_a_passage_that_reaches_the_last_date_is_not_settled():
    found = change_point([10.0] * 8 + [11.0, 12.0, 13.0, 14.0])
    assert found == ChangePoint(8, 8, 8, None, pytest.approx(10.0), pytest.approx(14.0))


def test_a_change_inside_a_gap_may_have_come_with_any_date_of_it():
    found = change_point([10.0] * 6 + [None, None] + [20.0] * 6)
    assert found is not None
    assert (found.index, found.earliest, found.latest) == (8, 6, 8)


@pytest.mark.parametrize(
    "values",
    [
        [],
        [None] * 20,
        [5.0] * 30,
        [1.0] * 4 + [9.0] * 5,
        [10.0] * 8 + [20.0] * 2,
        [*QUIET, *QUIET, *QUIET],
        [*QUIET, 30.0, *QUIET],
    ],
    ids=["empty", "missing", "flat", "too short", "too recent", "noise", "one odd date"],
)
def test_nothing_is_said(values):
    assert change_point(values) is None


def test_the_base_weighs():
    """A small base may be anywhere: with 2 people, the odd first date does not move the level."""
    values = [90.0] + [50.0] * 7 + [40.0] * 8
    light = change_point(values, [2] + [1000] * 15)
    assert light is not None
    assert light.index == 8
    assert light.before == pytest.approx(50.0, abs=0.2)


def test_a_weight_is_needed_where_there_is_a_value():
    with pytest.raises(ValueError, match="weight"):
        change_point([1.0] * 6 + [2.0] * 6, [None] + [1.0] * 11)
    with pytest.raises(ValueError, match="weight"):
        change_point([1.0] * 6 + [2.0] * 6, [0.0] + [1.0] * 11)


def test_the_last_of_several_changes():
    values = [*QUIET, *QUIET, *(v + 20 for v in (*QUIET, *QUIET)), *(v + 8 for v in (*QUIET, *QUIET))]
    found = last_change(values)
    assert found is not None
    assert (found.index, round(found.before), round(found.after)) == (24, 20, 8)
    assert last_change(values[:24]) == change_point(values[:24])
    assert last_change([*QUIET, *QUIET]) is None


noisy = st.lists(st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 2)) | st.none(), min_size=10, max_size=40)
steps = st.tuples(noisy, st.integers(4, 30), st.sampled_from([0.0, 60.0, -200.0])).map(
    lambda drawn: [None if v is None else v + drawn[2] * (i >= drawn[1]) for i, v in enumerate(drawn[0])]
)


@settings(max_examples=40)
@given(steps, st.booleans())
def test_the_second_implementation_agrees(values, weighted):
    weights = [float(10 + 7 * i % 40) for i in range(len(values))] if weighted else None
    found = change_point(values, weights)
    known = [value for value in values if value is not None]
    if len(known) < 10 or max(known) - min(known) < 0.1:
        return
    shapes = naive(values, weights)
    least = min(rest for rest, *_ in shapes)
    freedom = len(known) - 4
    if found is None or least < 1e-6:
        return
    likely = [start for rest, start, *_ in shapes if (rest - least) * freedom <= 7.3517 * least * (1 - 1e-9)]
    wider = [start for rest, start, *_ in shapes if (rest - least) * freedom <= 7.3519 * least * (1 + 1e-9)]
    assert min(wider) >= found.earliest
    assert max(likely) <= found.latest <= max(wider)
    length = {None: None}.get(found.settled, (found.settled or 0) - found.index + 1)
    chosen = [s for s in shapes if s[1] == found.index and (length is None or s[2] == length)]
    assert any(math.isclose(s[3], found.before, rel_tol=1e-6, abs_tol=1e-6) for s in chosen)
    assert any(math.isclose(s[4], found.after, rel_tol=1e-6, abs_tol=1e-6) for s in chosen)


@given(steps, st.integers(-100, 100), st.sampled_from([0.5, 3.0, -2.0]))
def test_the_date_depends_on_neither_origin_nor_unit(values, origin, unit):
    found = change_point(values)
    moved = change_point([None if value is None else origin + unit * value for value in values])
    if found is None or moved is None:
        assert found is moved
        return
    assert (moved.index, moved.earliest, moved.latest) == (found.index, found.earliest, found.latest)
    assert moved.after == pytest.approx(origin + unit * found.after, abs=1e-5)


@given(steps)
def test_the_likeliest_date_is_among_the_likely_ones(values):
    found = change_point(values)
    if found is not None:
        assert 0 < found.earliest <= found.index <= found.latest < len(values)
        assert found.settled is None or found.settled >= found.index


def test_a_series_without_change_is_seldom_dated():
    """About 1 in 100: 800 series of 24 and 36 dates, seed fixed."""
    random = np.random.default_rng(7)
    false = sum(change_point(list(random.normal(size=n))) is not None for n in (24, 36) for _ in range(400))
    assert false <= 16


@pytest.mark.parametrize(("length", "size"), [(1, 3), (1, 5), (6, 5), (12, 6)])
def test_the_interval_holds_the_true_date_nineteen_times_in_twenty(length, size):
    random, n, start = np.random.default_rng(11), 36, 20
    done = [0.0 if i < start else min(1.0, (i - start + 1) / length) for i in range(n)]
    found = [change_point([size * d + e for d, e in zip(done, random.normal(size=n), strict=True)]) for _ in range(200)]
    dated = [one for one in found if one is not None]
    assert len(dated) >= 150
    assert sum(one.earliest <= start <= one.latest for one in dated) >= 0.95 * len(dated)


def test_every_shape_is_tried_once():
    times = np.arange(12)
    shapes = module._shapes(times)
    pairs = list(zip(shapes.starts.tolist(), shapes.lengths.tolist(), strict=True))
    assert pairs == [(s, d) for s, d in itertools.product(range(1, 12), range(1, 25)) if d <= 12 - s]
