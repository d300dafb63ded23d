import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.poststratification import Stratum, strata_of
from dashboard.stats.standardisation import Part, split, standardised

group = st.dictionaries(st.sampled_from("abcd"), st.lists(st.integers(0, 10), min_size=2, max_size=8), min_size=1)


def strata(answers):
    return {name: Part.of(strata_of([name] * len(values), values)[name]) for name, values in answers.items()}


def share(x, n):
    return Part.of(Stratum(n, x, x))


def test_a_difference_of_mix_alone_disappears():
    """Both sites: 90 % at the desk, 60 % on the phone. The first sees more people at the desk."""
    first = {"guichet": share(72, 80), "téléphone": share(12, 20)}
    second = {"guichet": share(18, 20), "téléphone": share(48, 80)}
    found = standardised(first, second)
    assert found.difference.value == pytest.approx(0)
    assert (found.first, found.second) == pytest.approx((0.75, 0.75))
    parts = split(first, second)
    assert (parts.difference, parts.rate_effect, parts.mix_effect) == pytest.approx((0.18, 0, 0.18))


def test_hand_worked():
    """Common mix ½ and ½; gaps 0.1 and 0.3: 0.2 at equal mix."""
    first = {"a": share(60, 100), "b": share(25, 50)}
    second = {"a": share(50, 100), "b": share(30, 150)}
    found = standardised(first, second)
    assert found.weights == {"a": 0.5, "b": 0.5}
    assert found.difference.value == pytest.approx(0.2)
    variance = 0.25 * (0.24 / 99 + 0.25 / 99 + 0.25 / 49 + 0.16 / 149)
    assert found.difference.se == pytest.approx(math.sqrt(variance))
    assert found.difference.lower == pytest.approx(0.2 - Z95 * math.sqrt(variance))


@given(group, group)
def test_naive(first, second):
    found = standardised(strata(first), strata(second))
    names = sorted(set(first) & set(second))
    assert found.left_out == tuple(sorted(set(first) ^ set(second)))
    if not names:
        assert found.difference.status is Status.NOT_COMPARABLE
        return
    total = sum(len(first[s]) + len(second[s]) for s in names)
    w = {s: (len(first[s]) + len(second[s])) / total for s in names}
    expected = sum(w[s] * (statistics.fmean(first[s]) - statistics.fmean(second[s])) for s in names)
    variance = sum(w[s] ** 2 * statistics.variance(g[s]) / len(g[s]) for s in names for g in (first, second))
    assert found.difference.value == pytest.approx(expected, abs=1e-9)
    assert found.difference.se == pytest.approx(math.sqrt(variance), abs=1e-9)


@given(group, group)
def test_split_adds_up_and_swaps(first, second):
    found, swapped = split(strata(first), strata(second)), split(strata(second), strata(first))
    names = set(first) & set(second)
    if not names:
        assert found is None
        return
    crude = [statistics.fmean(v for s in names for v in g[s]) for g in (first, second)]
    assert found.difference == pytest.approx(crude[0] - crude[1], abs=1e-9)
    assert found.rate_effect + found.mix_effect == pytest.approx(found.difference, abs=1e-9)
    assert (found.rate_effect, found.mix_effect) == pytest.approx((-swapped.rate_effect, -swapped.mix_effect))
    one, other = standardised(strata(first), strata(second)), standardised(strata(second), strata(first))
    assert one.difference.value == pytest.approx(-other.difference.value, abs=1e-9)


def test_edges():
    assert standardised({}, {}).difference.status is Status.NO_DATA
    assert standardised({"a": share(1, 2)}, {}).difference.status is Status.NOT_COMPARABLE
    assert split({}, {"a": share(1, 2)}) is None
    alone = standardised({"a": share(1, 1)}, {"a": share(1, 2)}).difference
    assert (alone.value, alone.se, alone.lower) == (0.5, None, None)
    flat = standardised({"a": share(2, 2)}, {"a": share(0, 2)}).difference
    assert (flat.value, flat.se, flat.p_value) == (1, 0, None)
    kept = standardised({"a": share(3, 6), "b": share(1, 2)}, {"a": share(3, 6)})
    assert (kept.left_out, kept.covered) == (("b",), (0.75, 1.0))
