"""The effect of an action beside untouched peers: hand-worked, written a second time naively, properties, simulated."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from scipy import stats

from dashboard.stats.peer_effect import FEWEST_PEERS, Unit, peer_effect
from tests.bench.action_verdicts import false_positives

LEVELS = [60.0, 62.0, 64.0, 66.0, 68.0, 70.0]


def peers(moves: list[float], noise: float = 0.0) -> list[Unit]:
    return [Unit(level, level + move, noise, noise) for level, move in zip(LEVELS, moves, strict=True)]


def test_without_noise_it_is_the_prediction_of_a_plain_regression() -> None:
    moves = [2.0, 1.0, 3.0, 2.0, 1.0, 3.0]
    found = peer_effect(Unit(64.0, 73.0), peers(moves))
    assert found is not None
    x, y = np.array(LEVELS), np.array(LEVELS) + np.array(moves)
    line = stats.linregress(x, y)
    expected = line.intercept + line.slope * 64
    spread = math.sqrt(float(((y - line.intercept - line.slope * x) ** 2).sum()) / 4)
    se = spread * math.sqrt(1 + 1 / 6 + (64 - x.mean()) ** 2 / float(((x - x.mean()) ** 2).sum()))
    assert (found.expected, found.value, found.se) == pytest.approx((expected, 73 - expected, se))
    assert (found.lower, found.upper) == pytest.approx(
        (73 - expected - stats.t.ppf(0.975, 4) * se, 73 - expected + stats.t.ppf(0.975, 4) * se)
    )
    assert (found.typical, found.peers, found.as_large) == (pytest.approx(2.0), 6, 0)
    assert found.placebo_p == pytest.approx(1 / 7)


def test_equal_noise_alone_explains_every_gap_between_peers() -> None:
    """Levels 60 to 70 by chance alone (variance 14 under a noise of 100): nobody has a level of its own, so that each
    is expected at the mean, 67, and the effect is known as well as a figure and a mean of six are."""
    found = peer_effect(Unit(50.0, 75.0, 100.0, 100.0), peers([2.0] * 6, 100.0))
    assert found is not None
    assert (found.expected, found.value, found.dispersion) == pytest.approx((67.0, 8.0, 0.0))
    assert found.se == pytest.approx(math.sqrt(100 + 100 / 6))
    assert found.upper - found.value == pytest.approx(stats.t.ppf(0.975, 5) * found.se)


def naive(site: Unit, others: list[Unit]) -> tuple[float, float]:
    """The same effect and error, in loops and with a determinant, from the definition."""

    def moments(rows: list[tuple[list[float], float, float]]) -> tuple[np.ndarray, np.ndarray, float]:
        def solve(extra: float) -> tuple[np.ndarray, np.ndarray]:
            normal = sum(np.outer(x, x) / (v + extra) for x, _, v in rows)
            right = sum(np.array(x) * y / (v + extra) for x, y, v in rows)
            return np.linalg.solve(normal, right), np.linalg.inv(normal)

        b, inverse = solve(0.0)
        q = sum((y - float(np.dot(x, b))) ** 2 / v for x, y, v in rows)
        c = sum(1 / v for _, _, v in rows) - sum(float(np.array(x) @ inverse @ np.array(x)) / v**2 for x, _, v in rows)
        extra = max(0.0, (q - (len(rows) - len(b))) / c)
        return *solve(extra), extra

    mean, _, omega = moments([([1.0], one.before, one.before_variance) for one in others])
    share = [omega / (omega + one.before_variance) for one in [*others, site]]
    level = [r * (one.before - mean[0]) for r, one in zip(share, [*others, site], strict=True)]
    beta, result = 1.0, (0.0, 0.0)
    for _ in range(3):
        noise = [one.after_variance + beta**2 * omega * (1 - r) for r, one in zip(share, [*others, site], strict=True)]
        rows = [([1.0, x], one.after, v) for x, one, v in zip(level, others, noise, strict=False)]
        b, inverse, tau = moments(rows)
        beta = min(max(b[1], 0.0), 1.5)
        x = np.array([1.0, level[-1]])
        result = site.after - float(x @ b), math.sqrt(noise[-1] + tau + float(x @ inverse @ x))
    return result


def test_a_second_implementation_gives_the_same() -> None:
    rng = np.random.default_rng(3)
    for _ in range(20):
        drawn = rng.normal(70, 5, 12)
        units = [
            Unit(b + rng.normal(), b + rng.normal(1, 2), *map(float, rng.uniform(0.5, 4, 2))) for b in drawn.tolist()
        ]
        found = peer_effect(units[0], units[1:])
        assert found is not None
        assert (found.value, found.se) == pytest.approx(naive(units[0], units[1:]), rel=1e-6)


UNITS = st.builds(Unit, *[st.floats(20, 90)] * 2, *[st.floats(0.2, 20)] * 2)


@examples(max_examples=25)
@given(UNITS, st.lists(UNITS, min_size=6, max_size=12), st.floats(-20, 20))
def test_a_change_common_to_all_changes_nothing(site: Unit, others: list[Unit], shift: float) -> None:
    def moved(one: Unit) -> Unit:
        return Unit(one.before, one.after + shift, one.before_variance, one.after_variance)

    found, later = peer_effect(site, others), peer_effect(moved(site), [moved(one) for one in others])
    assert found is not None
    assert later is not None
    assert (later.value, later.se) == pytest.approx((found.value, found.se), abs=1e-6)
    assert later.expected == pytest.approx(found.expected + shift, abs=1e-6)


@examples(max_examples=25)
@given(UNITS, st.lists(UNITS, min_size=6, max_size=12), st.randoms())
def test_the_order_of_the_peers_does_not_matter(site: Unit, others: list[Unit], random: object) -> None:
    shuffled = list(others)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found, again = peer_effect(site, others), peer_effect(site, shuffled)
    assert found is not None
    assert again is not None
    assert (found.value, found.se) == pytest.approx((again.value, again.se), rel=1e-6, abs=1e-9)
    assert found.lower <= found.value <= found.upper
    assert 0 <= found.as_large <= found.peers == len(others)


def test_the_rank_counts_the_peers_that_moved_as_much_the_same_way() -> None:
    others = peers([2.0, 1.0, 3.0, 2.0, 1.0, 3.0], 1.0)
    up, down, still = (peer_effect(Unit(64.0, after, 1.0, 1.0), others) for after in (73.0, 60.0, 66.05))
    assert up is not None
    assert down is not None
    assert still is not None
    assert (up.value > 0, up.as_large) == (True, 0)
    assert (down.value < 0, down.as_large) == (True, 0)
    assert still.as_large >= 1


def test_what_cannot_be_compared() -> None:
    assert peer_effect(Unit(60.0, 70.0), peers([1.0] * 6)[: FEWEST_PEERS - 1]) is None
    assert peer_effect(Unit(60.0, 70.0), peers([1.0] * 6)) is None  # peers all moved by exactly 1: no dispersion
    with pytest.raises(ValueError, match="never negative"):
        peer_effect(Unit(60.0, 70.0, -1.0), peers([1.0] * 6))


def test_a_site_chosen_for_its_bad_year_is_not_declared_improved() -> None:
    """Nothing is done for anybody; the site that was lowest is looked at a year later. See docs/decisions/0029."""
    found = false_positives(peers=20, chosen="low", rounds=150, seed=11, powered=False)
    assert found.naive > 0.12
    assert found.verdict <= 0.05
