import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.stats.benchmark import Position, position, score_test
from dashboard.stats.constants import Z95, Z998
from dashboard.stats.funnel import fit, outside
from dashboard.stats.proportion import wilson

counts = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
sites = st.lists(counts, min_size=10, max_size=60)


def naive_tau_sq(x, n):
    """Specification § 11, site by site."""
    theta = sum(x) / sum(n)
    centre = math.asin(math.sqrt(theta))
    z = [(math.asin(math.sqrt(a / b)) - centre) * 2 * math.sqrt(b) for a, b in zip(x, n, strict=True)]
    ordered = sorted(z)

    def quantile(p):
        h = (len(ordered) - 1) * p
        low = math.floor(h)
        return ordered[low] + (h - low) * (ordered[min(low + 1, len(ordered) - 1)] - ordered[low])

    low, high = quantile(0.1), quantile(0.9)
    phi = sum(min(max(value, low), high) ** 2 for value in z) / len(z)
    s2 = [1 / (4 * b) for b in n]
    spread = sum(1 / s for s in s2) - sum(1 / s**2 for s in s2) / sum(1 / s for s in s2)
    return max(0.0, (len(z) * phi - (len(z) - 1)) / spread)


def test_unadjusted_hand_worked():
    """θ = 0.5, n = 100: 95 % limits 0.402 and 0.598."""
    funnel = fit([50, 50], [100, 100])
    lower, upper = funnel.limits([100])
    assert not funnel.adjusted
    assert (lower[0], upper[0]) == pytest.approx((0.5 - Z95 * 0.05, 0.5 + Z95 * 0.05))


@given(sites)
def test_overdispersion_against_the_naive_formula(rows):
    x, n = [a for a, _ in rows], [b for _, b in rows]
    assert fit(x, n).tau_sq == pytest.approx(naive_tau_sq(x, n), rel=1e-9, abs=1e-12)


@given(sites)
def test_flags_are_those_of_the_limits(rows):
    x, n = np.array(rows, dtype=float).T
    funnel = fit(x, n)
    for z, rank in ((Z95, 1), (Z998, 2)):
        lower, upper = funnel.limits(n, z)
        found = outside(x, n, funnel)
        p = x / n
        clear = (np.abs(p - lower) > 1e-9) & (np.abs(p - upper) > 1e-9) & (lower > 0) & (upper < 1)
        assert np.array_equal((np.abs(found) >= rank)[clear], ((p < lower) | (p > upper))[clear])


@given(sites)
def test_p_values_are_finite_and_agree_with_the_flag(rows):
    x, n = np.array(rows, dtype=float).T
    funnel = fit(x, n)
    p = funnel.p_values(x, n)
    assert np.all(np.isfinite(p))
    clear = np.abs(p - 0.05) > 1e-9
    assert np.array_equal((outside(x, n, funnel) != 0)[clear], (p < 0.05)[clear])


def test_edges():
    assert fit([], []) is None
    assert fit([0], [0]) is None
    assert fit([0] * 12, [50] * 12).tau_sq == 0
    assert list(outside([0, 0], [50, 0], fit([0, 0], [50, 0]))) == [0, 0]
    assert fit([3], [10]).theta == 0.3
    assert not fit([25] * 12, [50] * 12).overdispersed


def test_identical_large_sites_do_not_overflow():
    lower, upper = fit([5] * 10, [10] * 10).limits([1, 1e9, 0])
    assert np.isnan(lower[2])
    assert np.all((lower[:2] >= 0) & (upper[:2] <= 1))


def test_fewer_than_ten_sites_are_never_adjusted():
    x, n = [10, 40, 25, 5, 45, 30, 20, 15, 35], [50] * 9
    assert not fit(x, n, adjust=True).adjusted
    assert fit([*x, 25], [*n, 50]).adjusted
    assert not fit([*x, 25], [*n, 50], adjust=False).adjusted
    assert fit([*x, 0], [*n, 0]).adjusted is False  # a site without a base is no site


def scalar_limits(funnel, n, z):
    """§ 11 for one site."""
    if not funnel.adjusted:
        reach = z * math.sqrt(funnel.theta * (1 - funnel.theta) / n)
        return max(0.0, funnel.theta - reach), min(1.0, funnel.theta + reach)
    centre, reach = math.asin(math.sqrt(funnel.theta)), z * math.sqrt(1 / (4 * n) + funnel.tau_sq)
    return math.sin(max(0.0, centre - reach)) ** 2, math.sin(min(math.pi / 2, centre + reach)) ** 2


@given(sites, st.booleans(), st.sampled_from([Z95, Z998]))
def test_the_vectorised_limits_are_the_scalar_ones(rows, adjust, z):
    x, n = np.array(rows, dtype=float).T
    funnel = fit(x, n, adjust=adjust)
    lower, upper = funnel.limits(n, z)
    for i, base in enumerate(n):
        assert (lower[i], upper[i]) == pytest.approx(scalar_limits(funnel, base, z), abs=1e-12)


@given(sites, st.randoms())
def test_mirror_and_order(rows, random):
    x, n = np.array(rows, dtype=float).T
    one, mirror = fit(x, n), fit(n - x, n)
    assert mirror.theta == pytest.approx(1 - one.theta)
    assert mirror.tau_sq == pytest.approx(one.tau_sq, rel=1e-6, abs=1e-9)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert fit(x[order], n[order]).tau_sq == pytest.approx(one.tau_sq, rel=1e-9, abs=1e-12)


def test_spread_sites_are_overdispersed_and_fewer_are_flagged():
    x, n = np.array([300, 350, 400, 450, 500, 520, 550, 600, 650, 700]), np.full(10, 1000)
    plain, wide = fit(x, n, adjust=False), fit(x, n)
    assert wide.overdispersed
    assert np.count_nonzero(outside(x, n, wide)) < np.count_nonzero(outside(x, n, plain))


@pytest.mark.parametrize("rows", [[(0, 1)], [(1, 1)], [(0, 30)] * 12, [(30, 30)] * 12, [(0, 0)] * 3 + [(1, 2)]])
def test_edge_sites(rows):
    x, n = np.array(rows, dtype=float).T
    funnel = fit(x, n)
    lower, upper = funnel.limits(n[n > 0])
    assert np.all((lower >= 0) & (lower <= funnel.theta + 1e-12) & (funnel.theta - 1e-12 <= upper) & (upper <= 1))
    assert not outside(x, n, funnel).any()


@pytest.mark.parametrize("adjust", [True, False])
@pytest.mark.parametrize("rows", [[(5, 10)] * 3, [(i, 30) for i in range(1, 21)]])
def test_an_unknown_site_is_no_site(rows, adjust):
    x, n = np.array(rows, dtype=float).T
    alone = fit(x, n, adjust)
    for bad in ((np.nan, 10), (3, np.nan), (np.nan, np.nan), (4, 0), (0, 0)):
        wider = np.append(x, bad[0]), np.append(n, bad[1])
        assert fit(*wider, adjust) == alone
        assert outside(*wider, alone)[-1] == 0
        assert np.isnan(alone.p_values(*wider)[-1])


@pytest.mark.parametrize("bad", [(12, 10), (-1, 10), (5, np.inf)])
def test_impossible_counts_are_refused(bad):
    with pytest.raises(ValueError, match="impossible"):
        fit([3, bad[0]], [10, bad[1]])


def test_a_weighted_count_may_pass_its_base_by_rounding():
    assert fit([3, 10 * (1 + 1e-15)], [10, 10]).theta == pytest.approx(0.65)


@given(sites)
def test_unadjusted_is_the_benchmark(rows):
    """Specification § 11: outside at 95 % exactly when § 7 flags the site, its benchmark being the target."""
    x, n = np.array(rows, dtype=float).T
    funnel = fit(x, n, adjust=False)
    p = funnel.p_values(x, n)
    for i, flag in enumerate(outside(x, n, funnel)):
        assert p[i] == pytest.approx(score_test(x[i], n[i], funnel.theta), abs=1e-12)
        where = position(wilson(x[i], n[i]), funnel.theta)
        if abs(p[i] - 0.05) > 1e-9:
            assert where is {0: Position.SIMILAR, 1: Position.ABOVE, -1: Position.BELOW}[int(np.sign(flag))]


@given(sites)
def test_limits_narrow_with_the_base_and_hold_each_other(rows):
    x, n = np.array(rows, dtype=float).T
    funnel = fit(x, n)
    bases = np.array([1, 10, 30, 100, 1000, 1e6])
    (low, high), (lowest, highest) = funnel.limits(bases), funnel.limits(bases, Z998)
    assert np.all(np.diff(low) >= -1e-12)
    assert np.all(np.diff(high) <= 1e-12)
    assert np.all((lowest <= low + 1e-12) & (high <= highest + 1e-12))


def test_inputs_are_left_alone():
    x, n = np.array([3.0, np.nan, 4.0]), np.array([10.0, 5.0, 0.0])
    outside(x, n, fit(x, n))
    assert np.array_equal(x, [3, np.nan, 4], equal_nan=True)
    assert n.tolist() == [10, 5, 0]
