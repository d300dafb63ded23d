from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.subset_r2 import every_r2, explained, lmg


def r_squared(table, chosen):
    """By least squares on the data, whatever their rank."""
    y = table[:, -1] - table[:, -1].mean()
    if not chosen:
        return 0.0
    x = table[:, list(chosen)] - table[:, list(chosen)].mean(axis=0)
    rest = y - x @ np.linalg.lstsq(x, y, rcond=1e-9)[0]
    return 1 - rest @ rest / (y @ y)


def table_of(seed, drivers, rows=40):
    """Integer data, so that a constant or a repeated driver is exactly so."""
    rng = np.random.default_rng(seed)
    x = rng.integers(1, 6, size=(rows, drivers)).astype(float)
    if seed % 3 == 0 and drivers > 1:
        x[:, -1] = x[:, 0]
    if seed % 4 == 0:
        x[:, 0] = 3
    if seed % 5 == 0 and drivers > 2:
        x[:, 2] = x[:, 0] + 2 * x[:, 1]
    y = x @ rng.integers(0, 3, drivers) + rng.integers(0, 10, rows)
    return np.c_[x, y]


def covariances(table):
    return np.cov(table, rowvar=False, bias=True)


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_every_subset_by_least_squares(seed, drivers):
    table = table_of(seed, drivers)
    found = every_r2(covariances(table)[None])[0]
    for subset in range(2**drivers):
        chosen = [i for i in range(drivers) if subset >> i & 1]
        assert found[subset] == pytest.approx(r_squared(table, chosen), abs=1e-9)


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_importance_is_the_mean_gain_over_all_orders(seed, drivers):
    table = table_of(seed, drivers)
    gains = np.zeros(drivers)
    orders = list(permutations(range(drivers)))
    for order in orders:
        for place, driver in enumerate(order):
            gains[driver] += r_squared(table, order[: place + 1]) - r_squared(table, order[:place])
    importance, r2 = lmg(covariances(table)[None])
    assert importance[0] == pytest.approx(gains / len(orders), abs=1e-9)
    assert importance[0].sum() == pytest.approx(r2[0], abs=1e-9)


def test_two_drivers_by_hand():
    """r1 = 0.6, r2 = 0.5, r12 = 0.4: R² = (0.36 + 0.25 − 0.24) ÷ 0.84; a gain is alone or last, half and half."""
    matrix = np.array([[1, 0.4, 0.6], [0.4, 1, 0.5], [0.6, 0.5, 1]])
    whole = (0.36 + 0.25 - 2 * 0.6 * 0.5 * 0.4) / (1 - 0.16)
    importance, r2 = lmg(matrix[None])
    assert r2[0] == pytest.approx(whole)
    assert importance[0] == pytest.approx([(0.36 + whole - 0.25) / 2, (0.25 + whole - 0.36) / 2])
    assert explained(matrix) == pytest.approx(whole)


def test_a_stack_is_its_members():
    tables = [table_of(seed, 4) for seed in range(6)]
    together = lmg(np.stack([covariances(t) for t in tables]))
    for i, table in enumerate(tables):
        assert together[0][i] == pytest.approx(lmg(covariances(table)[None])[0][0])


def test_flat_outcome():
    matrix = np.array([[1.0, 0.0], [0.0, 0.0]])
    assert np.isnan(every_r2(matrix[None])).all()
    assert explained(matrix) is None


SWISS = [
    [0.3530791836],
    [-0.6458827065, -0.6865422086],
    [-0.6637888570, -0.6395225189, 0.6984152963],
    [0.4636847007, 0.4010950530, -0.5727418061, -0.1538589171],
    [0.4165560314, -0.0608586084, -0.1140215965, -0.0993218458, 0.1754959076],
]
"""Correlations in R's data set `swiss` (Mosteller and Tukey 1977): Fertility, then its five indicators."""


def test_published():
    """Grömping 2006, `relaimpo::calc.relimp(swiss)`: R² 70.67 %, lmg of Agriculture to Infant.Mortality."""
    matrix = np.eye(6)
    for i, row in enumerate(SWISS, start=1):
        matrix[i, :i] = matrix[:i, i] = row
    importance, r2 = lmg(np.roll(matrix, -1, axis=(0, 1))[None])  # the outcome last
    assert r2[0] == pytest.approx(0.7067, abs=5e-5)
    assert importance[0] == pytest.approx([0.05709122, 0.17117303, 0.26013468, 0.10557015, 0.11276592], abs=1e-8)
