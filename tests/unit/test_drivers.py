import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.outliers_influence import variance_inflation_factor

from dashboard.stats.driver_bars import importance_bars
from dashboard.stats.drivers import Caution, key_drivers
from dashboard.stats.quadrant import Quadrant, quadrants
from dashboard.stats.refusal import RefusedError

seeds = st.integers(0, 10_000)


def data(seed=1, rows=60, drivers=4):
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(rows, 1))
    x = np.clip(np.round(3 + common + rng.normal(size=(rows, drivers))), 1, 5)
    y = x @ np.arange(drivers) / drivers + rng.normal(size=rows)
    return y, {f"d{i}": x[:, i] for i in range(drivers)}


def as_lists(y, x):
    return y.tolist(), {name: column.tolist() for name, column in x.items()}


@given(seeds)
def test_importances_sum_to_r2_and_shares_to_1(seed):
    found = key_drivers(*as_lists(*data(seed)))
    assert sum(d.importance for d in found.drivers) == pytest.approx(found.r2, abs=1e-9)
    assert sum(d.share for d in found.drivers) == pytest.approx(1)
    assert all(d.importance >= 0 for d in found.drivers)


@given(seeds)
def test_correlations_and_inflation_against_the_libraries(seed):
    y, x = data(seed)
    found = key_drivers(*as_lists(y, x))
    design = np.c_[np.ones(len(y)), np.column_stack(list(x.values()))]
    for i, driver in enumerate(found.drivers):
        assert driver.r == pytest.approx(stats.pearsonr(x[driver.name], y).statistic, abs=1e-9)
        assert driver.rho == pytest.approx(stats.spearmanr(x[driver.name], y).statistic, abs=1e-9)
        assert driver.vif == pytest.approx(variance_inflation_factor(design, i + 1), rel=1e-6)
        assert driver.performance == pytest.approx(x[driver.name].mean())


@given(seeds, st.randoms(), st.sampled_from([0.001, 7, 1e6]), st.integers(-50, 50))
def test_order_and_unit_do_not_matter(seed, random, factor, offset):
    y, x = data(seed)
    one = {d.name: d.importance for d in key_drivers(*as_lists(y, x)).drivers}
    rows = list(range(len(y)))
    random.shuffle(rows)
    names = list(x)
    random.shuffle(names)
    other = key_drivers(*as_lists(y[rows] * factor + offset, {n: x[n][rows] * factor + offset for n in names}))
    assert {d.name: d.importance for d in other.drivers} == pytest.approx(one, abs=1e-7)


def test_complete_cases_only():
    y, x = as_lists(*data(rows=62))
    y[0], x["d1"][1] = None, float("nan")
    found = key_drivers(y, x)
    assert (found.n, found.rows) == (60, 62)
    kept = key_drivers(y[2:], {name: column[2:] for name, column in x.items()})
    assert [d.importance for d in found.drivers] == [d.importance for d in kept.drivers]
    assert found.may_be_shown
    assert not key_drivers(*as_lists(*data(rows=49))).may_be_shown


def test_constant_and_redundant_drivers():
    y, x = data()
    x["constant"] = np.full(60, 0.1 + 0.2)
    x["copie"] = x["d1"]
    found = {d.name: d for d in key_drivers(*as_lists(y, x)).drivers}
    constant = found["constant"]
    assert (constant.importance, constant.share, constant.r, constant.rho, constant.vif) == (0, 0, None, None, None)
    assert found["copie"].vif is None
    assert found["copie"].importance == pytest.approx(found["d1"].importance)
    assert Caution.REDUNDANT in key_drivers(*as_lists(y, x)).cautions


def test_flat_or_unexplained_outcome():
    _, x = as_lists(*data())
    flat = key_drivers([4.0] * 60, x)
    assert flat.r2 is None
    assert all((d.importance, d.share, d.r, d.quadrant) == (0, None, None, None) for d in flat.drivers)
    assert Caution.WEAK in flat.cautions
    nothing = key_drivers([1.0, 2.0] * 30, {"a": [3.0] * 60})
    assert (nothing.r2, nothing.drivers[0].share) == (0, None)
    strong = key_drivers([1.0, 2.0] * 30, {"a": [1.0, 2.0] * 30})
    assert (strong.r2, strong.cautions) == (pytest.approx(1), frozenset())


@pytest.mark.parametrize(
    ("share", "performance", "expected"),
    [
        (0.9, 4, Quadrant.KEEP),
        (0.9, 2, Quadrant.PRIORITY),
        (0.1, 4, Quadrant.OVERINVESTED),
        (0.1, 2, Quadrant.SECONDARY),
    ],
)
def test_quadrants(share, performance, expected):
    assert quadrants([share, 1 - share], [performance, 6 - performance])[0] is expected
    assert {q.value for q in Quadrant} == {
        "à conserver",
        "prioritaire",
        "surinvestissement possible",
        "secondaire",
    }


def test_on_the_cut_is_not_above_it():
    assert quadrants([0.5, 0.5], [3, 3]) == [Quadrant.SECONDARY] * 2
    assert quadrants([None, None], [3, 3]) == [None, None]


@pytest.mark.parametrize(
    ("rows", "drivers", "said"), [(5, 4, "5 réponses complètes"), (0, 1, "0 réponses"), (50, 13, "12 au plus")]
)
def test_refusals(rows, drivers, said):
    y, x = data(rows=max(rows, 1), drivers=drivers)
    with pytest.raises(RefusedError, match=said):
        key_drivers(y[:rows].tolist(), {name: column[:rows].tolist() for name, column in x.items()})


def test_bad_calls():
    assert key_drivers(*as_lists(*data(rows=6))).n == 6
    with pytest.raises(ValueError, match="at least one driver"):
        key_drivers([1, 2, 3], {})
    with pytest.raises(ValueError, match="same length"):
        key_drivers([1, 2, 3], {"a": [1]})
    with pytest.raises(ValueError, match="500"):
        importance_bars([1, 2, 3], {"a": [1, 2, 3]}, resamples=499)


def test_bars_are_reproducible_and_hold_the_shares():
    y, x = as_lists(*data(rows=200))
    bars = importance_bars(y, x)
    assert bars == importance_bars(y, x)
    assert bars != importance_bars(y, x, seed=1)
    for driver in key_drivers(y, x).drivers:
        low, high = bars[driver.name]
        assert 0 <= low <= driver.share <= high <= 1


def test_bars_by_a_naive_bootstrap():
    """The same draws, each resample through `key_drivers` itself."""
    y, x = data(rows=40, drivers=3)
    bars = importance_bars(*as_lists(y, x), seed=5)
    source = np.random.default_rng(5)
    shares = []
    for _ in range(500):
        drawn = source.integers(0, 40, 40)
        found = key_drivers(*as_lists(y[drawn], {name: column[drawn] for name, column in x.items()}))
        shares.append([d.share for d in found.drivers])
    low, high = np.quantile(shares, [0.025, 0.975], axis=0)
    for i, name in enumerate(x):
        assert bars[name] == pytest.approx((low[i], high[i]), abs=1e-9)


def test_bars_of_what_does_not_vary():
    y, x = as_lists(*data())
    assert importance_bars([1.0] * 60, x) == dict.fromkeys(x)
    bars = importance_bars(y, {**x, "constant": [4.0] * 60})
    assert bars["constant"] == (0, 0)
    rare = importance_bars(y, {**x, "rare": [1.0] + [0.0] * 59})
    assert all(math.isfinite(v) for bar in rare.values() for v in bar)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=12), st.randoms())
def test_quadrants_by_definition_in_any_order(points, random):
    shares, means = [a / 100 for a, _ in points], [float(b) for _, b in points]
    found = quadrants(shares, means)
    names = {
        (True, True): Quadrant.KEEP,
        (True, False): Quadrant.PRIORITY,
        (False, True): Quadrant.OVERINVESTED,
        (False, False): Quadrant.SECONDARY,
    }
    total, level = sum(a for a, _ in points), sum(b for _, b in points)
    assert found == [names[a * len(points) > total, b * len(points) > level] for a, b in points]
    order = random.sample(range(len(points)), len(points))
    assert quadrants([shares[i] for i in order], [means[i] for i in order]) == [found[i] for i in order]


@settings(max_examples=10, deadline=None)
@given(seeds, st.sampled_from([0.5, 8]), st.integers(-50, 50))
def test_bars_do_not_depend_on_the_unit(seed, factor, offset):
    y, x = data(seed, rows=30, drivers=2)
    one = importance_bars(*as_lists(y, x))
    other = importance_bars(*as_lists(y, {name: column * factor + offset for name, column in x.items()}))
    for name in x:
        assert other[name] == pytest.approx(one[name], abs=1e-9)
