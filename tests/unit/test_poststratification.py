import datetime as dt
import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.estimate import Status
from dashboard.stats.constants import Z95
from dashboard.stats.poststratification import Population, Stratum, merged, post_stratify, strata_of
from dashboard.stats.proportion import wilson
from dashboard.stats.refusal import RefusedError
from dashboard.stats.weighted_answers import mean_of_answers

samples = st.lists(st.lists(st.integers(0, 10), min_size=2, max_size=15), min_size=1, max_size=5)
sizes = st.lists(st.integers(1, 10_000), min_size=5, max_size=5)


def population(**counts):
    return Population(counts, source="Insee, recensement", date=dt.date(2024, 1, 1))


def of(values):
    return strata_of(["s"] * len(values), values)["s"]


def test_hand_worked():
    """Strata of 300 and 100; answers 4, 6 and 8, 10: 0.75·5 + 0.25·9 = 6; SE² = 0.75²·1 + 0.25²·1."""
    found = post_stratify(strata_of(["a", "a", "b", "b"], [4, 6, 8, 10]), population(a=300, b=100))
    assert found.result.value == 6
    assert found.result.se == pytest.approx(math.sqrt(0.75**2 + 0.25**2))
    assert found.result.upper == pytest.approx(6 + Z95 * math.sqrt(0.625))
    assert found.weights == {"a": 150, "b": 50}
    assert found.result.n_eff == pytest.approx(400**2 / (2 * 150**2 + 2 * 50**2))
    assert found.to_merge == ("a", "b")
    assert (found.source, found.date) == ("Insee, recensement", dt.date(2024, 1, 1))


@given(samples, sizes)
def test_naive(sample, counts):
    names = [f"s{i}" for i in range(len(sample))]
    held = dict(zip(names, counts, strict=False))
    found = post_stratify({name: of(values) for name, values in zip(names, sample, strict=True)}, population(**held))
    total = sum(held.values())
    shares = [held[name] / total for name in names]
    assert found.result.value == pytest.approx(
        sum(w * statistics.fmean(v) for w, v in zip(shares, sample, strict=True))
    )
    variance = sum(w * w * statistics.variance(v) / len(v) for w, v in zip(shares, sample, strict=True))
    assert found.result.se == pytest.approx(math.sqrt(variance), abs=1e-9)
    rows = [(v, held[name] / len(values)) for name, values in zip(names, sample, strict=True) for v in values]
    weighted = mean_of_answers([v for v, _ in rows], [w for _, w in rows])
    assert found.result.value == pytest.approx(weighted.value)
    assert found.result.n_eff == pytest.approx(weighted.n_eff)


@given(samples, sizes, st.sampled_from([1e-6, 1000, 1e9]))
def test_the_size_of_the_population_does_not_matter(sample, counts, factor):
    answers = {f"s{i}": of(values) for i, values in enumerate(sample)}
    one, other = (
        post_stratify(answers, population(**{name: k * c for name, c in zip(answers, counts, strict=False)})).result
        for k in (1, factor)
    )
    assert (one.value, one.se, one.n_eff) == pytest.approx((other.value, other.se, other.n_eff))


def test_share_takes_wilson_at_the_effective_size():
    answers = {"a": Stratum(20, 15, 15), "b": Stratum(30, 6, 6)}
    found = post_stratify(answers, population(a=10, b=90), share=True)
    assert found.result.value == pytest.approx(0.1 * 0.75 + 0.9 * 0.2)
    size = 100**2 / (20 * 0.5**2 + 30 * 3**2)
    expected = wilson(found.result.value * size, size)
    assert (found.result.lower, found.result.upper) == pytest.approx((expected.lower, expected.upper))
    assert found.to_merge == ()


@pytest.mark.parametrize(
    ("answers", "held", "said"),
    [
        ({"a": Stratum(5, 5, 5)}, {"a": 10, "b": 10}, "Aucune réponse"),
        ({"a": Stratum(5, 5, 5), "b": Stratum(0, 0, 0)}, {"a": 10, "b": 10}, "Aucune réponse"),
        ({"a": Stratum(5, 5, 5), "b": Stratum(2, 1, 1)}, {"a": 10}, "inconnue"),
        ({"a": Stratum(5, 5, 5), "b": Stratum(2, 1, 1)}, {"a": 10, "b": 0}, "inconnue"),
        ({"a": Stratum(5, 5, 5)}, {"a": -1}, "négatif"),
        ({"a": Stratum(5, 5, 5)}, {"a": float("nan")}, "négatif ou absent"),
    ],
)
def test_refusals(answers, held, said):
    with pytest.raises(RefusedError, match=said):
        post_stratify(answers, population(**held))


def test_edges():
    assert post_stratify({}, population()).result.status is Status.NO_DATA
    alone = post_stratify({"a": Stratum(1, 4, 16), "b": of([4, 6])}, population(a=1, b=1)).result
    assert (alone.value, alone.se, alone.lower) == (4.5, None, None)
    assert "variance inconnue" in alone.note
    flat = post_stratify({"a": of([5, 5]), "b": of([5, 5, 5])}, population(a=1, b=1)).result
    assert (flat.value, flat.se) == (5, 0)
    assert post_stratify({"a": of([5, 5])}, population(a=1, b=0)).result.value == 5
    assert strata_of(["a", "a"], [None, 3]) == {"a": Stratum(1, 3, 9)}


def test_merging_lets_an_empty_stratum_in():
    answers = strata_of(["a", "a", "b", "b"], [4, 6, 8, 10])
    gathered, held = merged(answers, population(a=300, b=50, c=50), {"c": "b"})
    assert held.sizes == {"a": 300, "b": 100}
    assert post_stratify(gathered, held).result.value == 6
    together, _ = merged(answers, population(a=1, b=1), {"b": "a"})
    assert together == {"a": Stratum(4, 28, 216)}
