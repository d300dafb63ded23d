import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from dashboard.stats.multiple import adjust, adjusted, discoveries

families = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_hand_worked():
    """p = 0.01, 0.04, 0.03, 0.20 → 0.04, 0.0533, 0.0533, 0.20."""
    assert adjusted([0.01, 0.04, 0.03, 0.20]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.20])


def test_what_is_not_tested_does_not_count():
    assert adjusted([0.02, None, 0.04, None]) == [pytest.approx(0.04), None, pytest.approx(0.04), None]
    assert adjusted([]) == []
    assert adjusted([None]) == [None]
    assert list(discoveries([0.02, np.nan])) == [True, False]


@given(families)
def test_definition(family):
    m = len(family)
    ordered = sorted(family)
    for p, found in zip(family, adjusted(family), strict=True):
        candidates = [m * q / (j + 1) for j, q in enumerate(ordered) if q >= p]
        assert found == pytest.approx(min(1.0, *candidates) if candidates else 1.0)


@given(families)
def test_agrees_with_scipy_and_ties_are_equal(family):
    assert adjust(family) == pytest.approx(false_discovery_control(family))
    for p, found in zip(family, adjusted(family), strict=True):
        assert found >= p - 1e-12


@given(families, st.randoms())
def test_order_does_not_matter(family, random):
    order = list(range(len(family)))
    random.shuffle(order)
    shuffled = adjusted([family[i] for i in order])
    assert shuffled == pytest.approx([adjusted(family)[i] for i in order])


def test_two_thousand_sites():
    p = np.random.default_rng(0).uniform(size=2000) ** 2
    assert adjust(p) == pytest.approx(false_discovery_control(p))


@given(families)
def test_adjusted_values_keep_the_order_and_the_step_up_rule(family):
    """By the definition of 1995: reject all p up to the largest p(k) ≤ k·q/m."""
    m, ordered = len(family), sorted(family)
    cut = max((p for k, p in enumerate(ordered, start=1) if p <= k * 0.05 / m), default=-1.0)
    if all(abs(p * m / k - 0.05) > 1e-9 for k, p in enumerate(ordered, start=1)):
        assert list(discoveries(family)) == [p <= cut for p in family]


def test_published():
    """Benjamini & Hochberg 1995, § 4.1, fifteen endpoints: four are rejected at 5 %, p(4) = 0.0095 ≤ 4/15 × 0.05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert discoveries(p).tolist() == [True] * 4 + [False] * 11
    assert adjust(p)[3] == pytest.approx(0.0095 * 15 / 4)


def test_inputs_are_left_alone_and_keep_their_shape():
    p = np.array([[0.01, np.nan], [0.04, 0.03]])
    found = adjust(p)
    assert found.shape == (2, 2)
    assert found.ravel() == pytest.approx([0.03, np.nan, 0.04, 0.04], nan_ok=True)
    assert p.ravel() == pytest.approx([0.01, np.nan, 0.04, 0.03], nan_ok=True)
