from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.indicator import Direction
from dashboard.stats.runs import Rule, Side
from dashboard.stats.xmr import Assurance, Signal, assurance, signal, xmr

series = st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=40)


def rules(values, **options):
    return [set(point.rules) for point in xmr(values, **options).points]


def marked(values, rule, **options):
    return [i for i, found in enumerate(rules(values, **options)) if rule in found]


def test_hand_worked():
    """10, 12, 11, 13: ranges 2, 1, 2, mean 5/3; limits 11.5 ± 2.66 × 5/3 = 7.067 and 15.933."""
    [segment] = xmr([10, 12, 11, 13]).segments
    assert segment.mean == 11.5
    assert (segment.lower, segment.upper) == pytest.approx((11.5 - 2.66 * 5 / 3, 11.5 + 2.66 * 5 / 3))
    assert segment.provisional


def test_a_large_range_is_screened_once():
    """Ranges 1 (×10) and 49, 50: mean 9.08, cut at 29.7; the average is then 1."""
    values = [10, 11] * 5 + [10, 60, 11]
    [segment] = xmr(values).segments
    assert segment.moving_range == pytest.approx(1)
    assert marked(values, Rule.OUTSIDE) != []


def test_one_jump_in_a_flat_series_is_not_screened():
    """Ranges 0 … 0, 10: the screened average would be 0, hence the unscreened one."""
    [segment] = xmr([5] * 10 + [15]).segments
    assert segment.moving_range == pytest.approx(1)


def test_flat_series():
    found = xmr([4, 4, 4, 4])
    assert (found.segments[0].lower, found.segments[0].upper) == (4, 4)
    assert all(not point.rules for point in found.points)


@pytest.mark.parametrize("values", [[5], [None, 5, None], [5, None, 6, None, 7]])
def test_no_range_no_limit(values):
    [segment] = xmr(values).segments
    assert (segment.lower, segment.upper) == (None, None)
    assert rules(values) == [set()] * len(values)


def test_empty():
    assert xmr([]).segments == ()
    assert xmr([None, None]).segments[0].mean is None
    assert xmr([None]).last is None


def test_no_range_across_a_gap():
    """10, 11, gap, 30, 31: two ranges of 1, none of 19."""
    assert xmr([10, 11, None, 30, 31]).segments[0].moving_range == pytest.approx(1)


def test_trend_needs_seven_points_and_a_tie_breaks_it():
    noise = [50, 40, 52, 41, 50, 42]
    assert marked([*noise, 30, 33, 36, 39, 43, 46, 49, 20], Rule.TREND) == [6, 7, 8, 9, 10, 11, 12]
    assert marked([*noise, 30, 33, 36, 36, 43, 46, 49, 20], Rule.TREND) == []
    assert marked([*noise, 30, 33, 36, None, 43, 46, 49, 20], Rule.TREND) == []


def test_shift_needs_seven_points_on_one_side():
    low, high = [10, 14, 10, 14, 10, 14, 10], [16, 18, 16, 18, 16, 18, 16]
    values = low + high
    assert marked(values, Rule.SHIFT) == list(range(14))
    broken = [*low, 16, 18, 16, None, 16, 18, 16]
    assert 8 not in marked(broken, Rule.SHIFT)


def test_a_point_on_the_mean_breaks_a_shift():
    """Frozen limits give a mean of exactly 5 over the first twelve points."""
    start = [4, 6] * 6
    assert marked([*start, 6, 4] + [5.5] * 7, Rule.SHIFT, frozen=12) != []
    assert marked([*start, 6, 4] + [5.5] * 6 + [5] + [5.5] * 6, Rule.SHIFT, frozen=12) == []


def test_two_of_three_marks_only_the_points_near_the_limit():
    """Frozen: mean 5, ranges 2, limits 5 ± 5.32, two thirds at 8.547."""
    values = [4, 6] * 6 + [4, 9, 6, 9, 4]
    assert marked(values, Rule.TWO_OF_THREE, frozen=12) == [13, 15]
    across = [4, 6] * 6 + [4, 9, 4, 9, 4]
    assert marked(across, Rule.TWO_OF_THREE, frozen=12) == []
    beyond = [4, 6] * 6 + [4, 11, 6, 9, 4]
    assert marked(beyond, Rule.TWO_OF_THREE, frozen=12) == []
    assert marked(beyond, Rule.OUTSIDE, frozen=12) == [13]


def test_label_when_several_rules_apply():
    values = [4, 6] * 6 + [6, 7, 8, 9, 9.5, 10, 11]
    found = xmr(values, frozen=12)
    assert {Rule.OUTSIDE, Rule.TREND} <= found.points[-1].rules
    assert found.points[-1].label is Rule.OUTSIDE
    assert found.points[-2].label is Rule.TREND


def test_segments_share_nothing():
    values = [10, 12, 11, 13, 30, 32, 31, 33]
    first, second = xmr(values, rebased_at=[4]).segments
    assert (first.mean, second.mean) == (11.5, 31.5)
    assert second.moving_range == pytest.approx(5 / 3)
    rising = [1, 2, 3, 4, 5, 6, 7, 8]
    assert marked(rising, Rule.TREND, rebased_at=[4]) == []


def test_frozen_limits_ignore_what_follows():
    values = [4, 6] * 6
    later = xmr([*values, 50, 60, 70], frozen=12).segments[0]
    now = xmr(values).segments[0]
    assert (later.mean, later.lower, later.upper) == (now.mean, now.lower, now.upper)
    with pytest.raises(ValueError, match="12"):
        xmr(values, frozen=5)
    with pytest.raises(ValueError, match="inside the series"):
        xmr(values, rebased_at=[12])


@pytest.mark.parametrize(
    ("direction", "side_up"),
    [(Direction.HIGHER, Signal.IMPROVEMENT), (Direction.LOWER, Signal.CONCERN), (Direction.NEUTRAL, Signal.NEUTRAL)],
)
def test_polarity(direction, side_up):
    found = xmr([4, 6] * 6 + [20], frozen=12).last
    assert found.side is Side.HIGH
    assert signal(found, direction) is side_up
    assert signal(xmr([4, 6, 5]).last, direction) is Signal.COMMON_CAUSE


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (1, Assurance.MET, Assurance.FAILED),
        (30, Assurance.FAILED, Assurance.MET),
        (5, Assurance.VARIABLE, Assurance.VARIABLE),
    ],
)
def test_assurance(target, higher, lower):
    segment = xmr([10, 12, 11, 13]).segments[0] if target == 1 else xmr([4, 6] * 6).segments[0]
    assert assurance(segment, target, Direction.HIGHER) is higher
    assert assurance(segment, target, Direction.LOWER) is lower
    assert assurance(segment, target, Direction.NEUTRAL) is None
    assert assurance(xmr([5]).segments[0], target, Direction.HIGHER) is None


@given(series)
def test_mirror(values):
    one, other = xmr(values), xmr([None if v is None else -v for v in values])
    for first, second in zip(one.points, other.points, strict=True):
        assert first.rules == second.rules
        if first.side:
            assert first.side is not second.side


@given(series, st.sampled_from([0.25, 2, 64]), st.integers(-50, 50))
def test_unit_does_not_matter(values, factor, offset):
    one, other = xmr(values), xmr([None if v is None else v * factor + offset for v in values])
    assert [point.rules for point in one.points] == [point.rules for point in other.points]


@given(series)
def test_naive_rules(values):
    """The specification read word for word, window by window."""
    [segment] = xmr(values).segments
    if segment.upper is None or segment.upper == segment.mean:
        return
    mean, reach, eps = segment.mean, segment.upper - segment.mean, 1e-9
    expected = [set() for _ in values]
    for i, value in enumerate(values):
        if value is not None and abs(value - mean) > reach + eps:
            expected[i].add(Rule.OUTSIDE)
        seven = values[i : i + 7]
        if len(seven) == 7 and None not in seven:
            steps = [b - a for a, b in pairwise(seven)]
            if all(s > 0 for s in steps) or all(s < 0 for s in steps):
                for j in range(i, i + 7):
                    expected[j].add(Rule.TREND)
            if all(v > mean + eps for v in seven) or all(v < mean - eps for v in seven):
                for j in range(i, i + 7):
                    expected[j].add(Rule.SHIFT)
        three = values[i : i + 3]
        if len(three) == 3 and None not in three:
            if not (all(v > mean + eps for v in three) or all(v < mean - eps for v in three)):
                continue
            near = [j for j in range(i, i + 3) if reach * 2 / 3 + eps < abs(values[j] - mean) <= reach + eps]
            if len(near) >= 2:
                for j in near:
                    expected[j].add(Rule.TWO_OF_THREE)
    assert rules(values) == expected


def test_screening_is_an_option():
    """Ranges 1 (ten of them), 49 and 49: mean 9 with them, 1 without."""
    values = [10, 11] * 5 + [10, 59, 10]
    assert xmr(values).segments[0].moving_range == pytest.approx(1)
    assert xmr(values, screened=False).segments[0].moving_range == pytest.approx((10 + 98) / 12)


@given(series)
def test_moving_range_by_definition(values):
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    [segment] = xmr(values).segments
    if not ranges:
        assert segment.moving_range is None
        return
    mean = sum(ranges) / len(ranges)
    kept = [r for r in ranges if r < 3.267 * mean - 1e-9]
    expected = sum(kept) / len(kept) if kept and sum(kept) else mean
    assert segment.moving_range == pytest.approx(expected)
    assert segment.upper - segment.mean == pytest.approx(2.66 * expected)


def test_a_range_on_the_cut_is_dropped():
    """k ranges of 1 and one of r: r = 3.267 × (k + r) ÷ (k + 1) exactly is dropped."""
    k = 99
    r = 3.267 * k / (k + 1 - 3.267)
    values = [0, 1] * 50
    assert xmr([*values, 1 + r]).segments[0].moving_range == pytest.approx(1)


NORMAL = [-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621]
NORMAL += [-1.26506123, -0.68685285, -0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272]
NORMAL += [-0.55584113, 1.78691314, 0.49785048, -1.96661716, 0.70135590, -0.47279141]


@pytest.mark.parametrize(
    ("values", "mean", "lower", "upper"),
    [(NORMAL, 0.142, -3.01, 3.29), (NORMAL[:10], 0.0746, -2.60, 2.75), (NORMAL[10:], 0.209, -3.28, 3.70)],
    ids=["twenty", "first ten", "last ten"],
)
def test_published(values, mean, lower, upper):
    """The tests of R's `NHSRplotthedots` (`ptd_spc`, on rnorm(20) of seed 123)."""
    [segment] = xmr(values).segments
    assert (segment.mean, segment.lower, segment.upper) == pytest.approx((mean, lower, upper), abs=5e-3)
    assert rules(values) == [set()] * len(values)


def test_two_points_near_both_limits_are_common_cause():
    """`NHSRplotthedots`, test of `ptd_spc_standard`: 5.5 and −5.5 after a saw of ±1."""
    assert rules([*[1, -1] * 7, 5.5, -5.5])[-2:] == [set(), set()]


@given(series)
def test_frozen_and_rebased_series_are_their_parts(values):
    """Limits of each part alone; a series shorter than the frozen length has its own."""
    whole = xmr(values)
    assert xmr(values, frozen=41) == whole
    cut = len(values) // 2
    if cut:
        both = xmr(values, rebased_at=[cut])
        assert [p.rules for p in both.points] == rules(values[:cut]) + rules(values[cut:])
        assert both.segments[0].upper == xmr(values[:cut]).segments[0].upper


@given(series, st.integers(-20, 120), st.sampled_from([Direction.HIGHER, Direction.LOWER]))
def test_assurance_mirrors(values, target, direction):
    opposite = Direction.LOWER if direction is Direction.HIGHER else Direction.HIGHER
    [segment] = xmr(values).segments
    [mirrored] = xmr([None if v is None else -v for v in values]).segments
    assert assurance(mirrored, -target, opposite) is assurance(segment, target, direction)
