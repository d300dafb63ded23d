"""Key drivers from sums of pairs: the same as from complete answers, and what rotating questionnaires add to it."""

import itertools
from typing import NamedTuple

import numpy as np
import pytest

from dashboard.stats.drivers import Caution, key_drivers
from dashboard.stats.pairwise import GROUPS, pairwise_drivers
from dashboard.stats.refusal import RefusedError


class Sum(NamedTuple):
    first: str
    second: str
    part: int
    w: float
    w_x: float
    w_y: float
    w_xx: float
    w_xy: float
    w_yy: float


def sums(columns, weights=None, groups=GROUPS):
    """Added person by person: the naive second implementation. NaN: the question was not put."""
    found = {}
    for place, row in enumerate(zip(*columns.values(), strict=True)):
        weight = 1.0 if weights is None else weights[place]
        for (first, x), (second, y) in itertools.combinations_with_replacement(zip(columns, row, strict=True), 2):
            if x == x and y == y:
                key = (first, second, place % groups)
                old = found.get(key, (0.0,) * 6)
                new = (weight, weight * x, weight * y, weight * x * x, weight * x * y, weight * y * y)
                found[key] = tuple(a + b for a, b in zip(old, new, strict=True))
    return [Sum(*key, *values) for key, values in found.items()]


def invented(n, seed=1):
    """Two questions that matter, twice as much for the first, and one that does not."""
    rng = np.random.default_rng(seed)
    a, b, c, noise = (rng.normal(size=n) for _ in range(4))
    grades = {"a": a, "b": b, "c": c, "overall": 2 * a + b + noise}
    return {name: np.clip(np.round(values), -2, 2) + 2.0 for name, values in grades.items()}


def test_complete_answers_give_the_shares_of_complete_cases():
    answers = invented(400)
    found = pairwise_drivers(sums(answers), ["a", "b", "c"], "overall")
    known = key_drivers(list(answers["overall"]), {name: list(answers[name]) for name in "abc"})
    assert found.r2 == pytest.approx(known.r2)
    for one, other in zip(found.drivers, known.drivers, strict=True):
        assert (one.share, one.r, one.vif) == pytest.approx((other.share, other.r, other.vif))
        assert one.lower <= one.share <= one.upper


def test_a_correlation_worked_by_hand():
    # x 0 1 2 3 and y 0 2 1 3: Σxy − Σx Σy ÷ 4 = 13 − 9 = 4, both spreads 14 − 9 = 5, r = 0.8, R² = 0.64.
    found = pairwise_drivers(sums({"x": [0.0, 1, 2, 3] * 50, "y": [0.0, 2, 1, 3] * 50}), ["x"], "y")
    [driver] = found.drivers
    assert (driver.r, driver.share, found.r2) == pytest.approx((0.8, 1.0, 0.64))


def test_a_weight_counts_as_so_many_people():
    answers = invented(120)
    weights = [1.0 + place % 3 for place in range(120)]
    repeated = {
        name: [v for v, w in zip(values, weights, strict=True) for _ in range(int(w))]
        for name, values in answers.items()
    }
    weighed = pairwise_drivers(sums(answers, weights), ["a", "b", "c"], "overall")
    plain = pairwise_drivers(sums(repeated), ["a", "b", "c"], "overall")
    assert [one.share for one in weighed.drivers] == pytest.approx([one.share for one in plain.drivers])


def test_questions_in_rotation_keep_their_order_and_their_bars_are_wider():
    answers = invented(6000)
    rng = np.random.default_rng(2)
    rotated = {
        name: values if name == "overall" else np.where(rng.random(6000) < 0.3, values, np.nan)
        for name, values in answers.items()
    }
    found = pairwise_drivers(sums(rotated), ["a", "b", "c"], "overall")
    whole = pairwise_drivers(sums(answers), ["a", "b", "c"], "overall")
    assert [one.name for one in sorted(found.drivers, key=lambda one: -one.share)] == ["a", "b", "c"]
    for one, other in zip(found.drivers[:2], whole.drivers[:2], strict=True):
        assert one.upper - one.lower > other.upper - other.lower
        assert one.lower < other.share < one.upper
    assert found == pairwise_drivers(sums(rotated), ["a", "b", "c"], "overall")


def test_an_outcome_that_does_not_vary_is_not_explained():
    found = pairwise_drivers(sums({"a": [1.0, 2, 3] * 30, "overall": [2.0] * 90}), ["a"], "overall")
    assert found.r2 is None
    assert (found.drivers[0].share, found.drivers[0].r, found.drivers[0].lower) == (None, None, None)
    assert Caution.WEAK in found.cautions


def test_two_questions_that_say_the_same_are_told():
    answers = invented(300)
    found = pairwise_drivers(sums(answers | {"again": answers["a"]}), ["a", "again"], "overall")
    assert Caution.REDUNDANT in found.cautions
    assert found.drivers[0].share == pytest.approx(0.5)


def test_correlations_of_different_people_that_cannot_be_true_together_are_refused():
    # a goes with b, b with the outcome, and a against the outcome, each on other people.
    up, down, no = [0.0, 1.0] * 50, [1.0, 0.0] * 50, [np.nan] * 100
    columns = {"a": up + no + up, "b": up + up + no, "overall": no + up + down}
    with pytest.raises(RefusedError):
        pairwise_drivers(sums(columns), ["a", "b"], "overall")
