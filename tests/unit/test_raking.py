import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from dashboard.stats.raking import TOLERANCE, rake
from dashboard.stats.refusal import RefusedError

ROWS = {"sexe": ["F", "F", "F", "H", "H", "H"], "âge": ["-50", "-50", "50+", "-50", "50+", "50+"]}
TOTALS = {"sexe": {"F": 520, "H": 480}, "âge": {"-50": 600, "50+": 400}}
complete = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=40).map(
    lambda rows: [*rows, *((a, x) for a in "ab" for x in "xyz")]
)
shares = st.tuples(st.floats(0.1, 0.9), st.floats(0.1, 0.45), st.floats(0.1, 0.45))


def targets(share, total=1000):
    p, q, r = share
    first, second = {"a": p, "b": 1 - p}, {"x": q, "y": r, "z": 1 - q - r}
    return {"one": {k: v * total for k, v in first.items()}, "two": {k: v * total for k, v in second.items()}}


def sums(labels, weights):
    return {label: sum(w for name, w in zip(labels, weights, strict=True) if name == label) for label in set(labels)}


def test_one_margin_is_post_stratification():
    found = rake({"sexe": ["F", "F", "H"]}, {"sexe": {"F": 60, "H": 40}})
    assert found.weights == pytest.approx((30, 30, 40))
    assert (found.converged, found.largest_ratio) == (True, pytest.approx(4 / 3))


def test_margins_are_met():
    found = rake(ROWS, TOTALS)
    for name, labels in ROWS.items():
        assert sums(labels, found.weights) == pytest.approx(TOTALS[name], rel=1e-7)
    assert found.change < TOLERANCE
    assert found.kish.deff > 1


@given(complete, shares)
def test_against_scipy(rows, share):
    """Raking minimises Σ w·log w − w under the margins: its dual is Σ exp(x·λ) − t·λ."""
    labels = {"one": [a for a, _ in rows], "two": [x for _, x in rows]}
    wanted = targets(share, total=1)
    found = rake(labels, wanted)
    design = np.array([[a == c for c in "ab"] + [x == c for c in "xy"] for a, x in rows], dtype=float)
    total = np.array([wanted["one"][c] for c in "ab"] + [wanted["two"][c] for c in "xy"])

    def dual(multipliers):
        weights = np.exp(design @ multipliers)
        return weights.sum() - total @ multipliers, design.T @ weights - total

    best = minimize(dual, np.zeros(4) - np.log(len(rows)), jac=True, method="BFGS", options={"gtol": 1e-10})
    assert found.converged
    assert found.weights == pytest.approx(tuple(np.exp(design @ best.x)), rel=1e-4)


@given(complete, shares, st.floats(1e-3, 1e3), st.randoms())
def test_scale_and_order_do_not_matter(rows, share, factor, random):
    def weigh(table, start):
        return rake({"one": [a for a, _ in table], "two": [x for _, x in table]}, targets(share), start).weights

    one = weigh(rows, [1.0] * len(rows))
    assert weigh(rows, [factor] * len(rows)) == pytest.approx(one, rel=1e-6)
    order = list(range(len(rows)))
    random.shuffle(order)
    assert weigh([rows[i] for i in order], None) == pytest.approx([one[i] for i in order], rel=1e-6)


def test_a_row_of_weight_0_keeps_it():
    found = rake({"sexe": ["F", "F", "H"]}, {"sexe": {"F": 60, "H": 40}}, start=[1, 0, 5])
    assert found.weights == pytest.approx((60, 0, 40))


def test_contradictory_margins_do_not_converge_and_it_is_said():
    """Everyone of « a » is « x » and of « b » is « y »: 60/40 and 50/50 cannot both hold."""
    found = rake(
        {"one": ["a", "a", "b"], "two": ["x", "x", "y"]}, {"one": {"a": 60, "b": 40}, "two": {"x": 50, "y": 50}}
    )
    assert (found.converged, found.passes) == (False, 1000)
    assert found.change == pytest.approx(0.25)
    looped = rake(ROWS, TOTALS, passes=1)
    assert (looped.converged, looped.passes) == (False, 1)


@pytest.mark.parametrize(
    ("categories", "wanted", "said"),
    [
        ({"s": ["F", "H"], "t": ["x", "x"]}, {"s": {"F": 1, "H": 1}, "t": {"x": 3}}, "même total"),
        ({"s": ["F", "F"]}, {"s": {"F": 1, "H": 1}}, "Aucune réponse pour"),
        ({"s": ["F", "H"]}, {"s": {"F": 1}}, "pas de total"),
        ({"s": ["F", "H"]}, {"s": {"F": 1, "H": 0}}, "pas de total"),
        ({"s": ["F", None]}, {"s": {"F": 1}}, "non renseigné"),
        ({"s": ["F"]}, {"s": {"F": -1}}, "négatif"),
        ({"s": []}, {"s": {"F": 1}}, "Aucune réponse"),
    ],
)
def test_refusals(categories, wanted, said):
    with pytest.raises(RefusedError, match=said):
        rake(categories, wanted)


def test_bad_calls():
    with pytest.raises(RefusedError, match="poids manque"):
        rake({"s": ["F"]}, {"s": {"F": 1}}, start=[None])
    with pytest.raises(ValueError, match="each margin"):
        rake({"s": ["F"]}, {})
    with pytest.raises(ValueError, match="rows"):
        rake({"s": ["F"], "t": ["x", "y"]}, {"s": {"F": 1}, "t": {"x": 0.5, "y": 0.5}})
