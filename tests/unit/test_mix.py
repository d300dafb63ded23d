"""The change of mix between two groups."""

import math

import pytest

from dashboard.stats.mix import mix_change


def test_two_categories_worked_by_hand():
    # 0.6 against 0.5: d² = 0.01 ÷ 0.55 + 0.01 ÷ 0.45, of which chance makes 1/1000 + 1/1000.
    found = mix_change([600, 400], [500, 500])
    assert found.difference == pytest.approx(math.sqrt(0.01 / 0.55 + 0.01 / 0.45 - 0.002))
    # χ² of the 2 × 2 table: 2000 × (600 × 500 − 400 × 500)² ÷ (1000 × 1000 × 1100 × 900) = 20.202.
    assert found.p_value == pytest.approx(math.erfc(math.sqrt(20.2020202 / 2)))


def test_the_same_mix_is_no_change_whatever_the_sizes():
    found = mix_change([10, 20, 30], [100, 200, 300])
    assert found.difference == 0
    assert found.p_value == pytest.approx(1)


def test_neither_the_order_of_groups_nor_that_of_categories_matters():
    found = mix_change([50, 30, 20], [20, 30, 50])
    assert mix_change([20, 30, 50], [50, 30, 20]).difference == pytest.approx(found.difference)
    assert mix_change([30, 20, 50], [30, 50, 20]).difference == pytest.approx(found.difference)
    assert mix_change([50, 30, 20, 0], [20, 30, 50, 0]) == found


def test_nothing_to_compare():
    assert mix_change([], []) is None
    assert mix_change([5], [7]) is None
    assert mix_change([0, 0], [7, 3]) is None
    with pytest.raises(ValueError, match="same categories"):
        mix_change([1, 2], [1])


def test_no_category_in_common_is_a_change():
    found = mix_change([100, 0], [0, 100])
    assert found.difference == pytest.approx(math.sqrt(4 - 0.02))
    assert found.p_value < 1e-10
