"""Weighted figures from their sums to what is shown, compared and said."""

import datetime as dt
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyses.comparing import gap
from dashboard.analyses.drawing import Family, draw
from dashboard.analyses.references import rest_of
from dashboard.config import Settings
from dashboard.disclosure import may_judge, protect
from dashboard.domain.estimate import Shown, Withheld
from dashboard.domain.indicator import Kind
from dashboard.domain.weighting import MarginUsed, Weighting
from dashboard.stats.proportion import wilson
from dashboard.stats.weighted import least_error, weighted_share
from dashboard.stats.weighted_answers import share_of_answers
from dashboard.store import staging
from dashboard.store.observation_record import Observations
from dashboard.wording import short
from dashboard.wording.weighting import base_of, costly, effect, notes, sentences
from tests.builders import answer, indicator, stage

SHARE = indicator("question", Kind.SHARE)
answered = st.lists(st.tuples(st.booleans(), st.floats(0.1, 10)), min_size=2, max_size=60)


def sums(rows, **fields):
    """The sums of (favourable, weight) rows; without weights when every one is None."""
    blank = dict.fromkeys(Observations._fields)
    good = sum(y for y, _ in rows)
    found = {"indicator": "question", "level": "site", "bucket": dt.date(2024, 1, 1), "n_sites": 1, "n": len(rows)}
    found |= {"numerator": float(good), "denominator": float(len(rows)), "unfavourable": len(rows) - good}
    found |= {"n_excluded": 0, "valued_sites": 0}
    if any(w is not None for _, w in rows):
        found |= {
            name: math.fsum(w**power * y**degree for y, w in rows)
            for name, power, degree in (
                ("w", 1, 0), ("w_sq", 2, 0), ("w_num", 1, 1), ("w_sq_num", 2, 1), ("w_sq_num_sq", 2, 2)
            )
        }  # fmt: skip
    return Observations(**blank | found | fields)


def text(sentence):
    return sentence.replace("\u00a0", " ")


@given(answered)
def test_a_share_drawn_from_sums_is_that_of_the_answers(rows):
    drawn = draw(SHARE, sums(rows))
    expected = share_of_answers([y for y, _ in rows], [w for _, w in rows])
    assert drawn.family is Family.INDEPENDENT
    for name in ("value", "lower", "upper"):
        assert getattr(drawn.result, name) == pytest.approx(100 * getattr(expected, name), abs=1e-6)
    assert drawn.result.n_eff == pytest.approx(expected.n_eff)
    assert drawn.result.se == pytest.approx(100 * max(expected.se, least_error(expected.n_eff)), abs=1e-5)


@given(answered, st.sampled_from([1e-3, 1000.0]))
def test_weights_have_no_scale(rows, factor):
    one, other = (draw(SHARE, sums([(y, w * k) for y, w in rows])).result for k in (1, factor))
    for name in ("value", "lower", "upper", "n", "n_eff", "se"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-6, abs=1e-4)


def test_the_smallest_error_is_that_of_wilson_at_the_ends():
    """z ÷ 2(n + z²): at n = 100, 1.96 ÷ 207.68 = 0.00944; Wilson's [0 ; 0.0370] is 2·1.96 of it wide."""
    assert least_error(100) == pytest.approx(0.0094374, abs=1e-6)
    assert wilson(0, 100).upper == pytest.approx(2 * 1.959964 * least_error(100), rel=1e-6)


@pytest.mark.parametrize("n", [2, 11, 50, 10_000])
def test_one_dissenter_among_equals_is_already_less_certain(n):
    """The floor changes nothing as soon as the answers vary: SE = 1 ÷ n for one out of n."""
    assert weighted_share(n, n, n, 1, 1).se == pytest.approx(1 / n)
    assert least_error(n) < 1 / n


def test_unanimity_is_no_certainty():
    """40 answers all favourable against 36 of 40: the gap of 10 points is not beyond doubt."""
    everyone = sums([(True, 0.5 + i % 2) for i in range(40)])
    most = sums([(i >= 4, 0.5 + i // 2 % 2) for i in range(40)])
    found = gap(draw(SHARE, everyone), draw(SHARE, most))
    first = draw(SHARE, everyone).result
    assert first.value == 100
    assert first.se == pytest.approx(100 * least_error(40 / 1.25))
    assert found.se > draw(SHARE, most).result.se
    both = gap(draw(SHARE, everyone), draw(SHARE, everyone))
    assert (both.value, both.p_value) == (0, 1)


def test_an_unweighted_unanimity_beside_a_weighted_share():
    plain, weighted = sums([(True, None)] * 40), sums([(i >= 4, 0.5 + i // 2 % 2) for i in range(40)])
    found = gap(draw(SHARE, plain), draw(SHARE, weighted))
    assert found.se == pytest.approx(math.hypot(100 * least_error(40), draw(SHARE, weighted).result.se))


def test_the_rest_of_a_weighted_network_without_a_unit_that_has_no_weights():
    weighted, plain = [(True, 2.0), (False, 1.0), (True, 0.5)], [(True, 1.0), (False, 1.0)]
    network, unit = sums(weighted + plain, n_sites=2), sums([(y, None) for y, _ in plain])
    rest = rest_of(network, unit, "share")
    assert (rest.n, rest.w, rest.w_num) == (3, 3.5, 2.5)
    assert draw(SHARE, rest).result.value == pytest.approx(100 * 2.5 / 3.5)


def shown(rows):
    return protect(draw(SHARE, sums(rows)).result, Settings(home=Path()))


def test_what_is_said_grows_with_the_design_effect():
    calm = shown([(i % 2 == 0, 1 + 0.1 * (i % 2)) for i in range(100)])
    felt = shown([(i % 2 == 0, 1.0 + (i % 4 == 0)) for i in range(100)])
    heavy = shown([(i % 2 == 0, 1.0 + 9 * (i % 10 == 0)) for i in range(400)])
    assert (calm.note, notes(calm), text(base_of(calm))) == ("", [], "n = 100")
    assert text(felt.note) == "n = 100, n efficace = 89, effet de plan = 1,12"
    assert text(base_of(felt)) in text(short.details(SHARE, felt))
    assert "plus de la moitié" in text(heavy.note)
    assert [costly(figure) for figure in (calm, felt, heavy)] == [False, False, True]
    assert heavy.deff == pytest.approx(400 * (360 + 40 * 100) / (360 + 400) ** 2)


def test_unweighted_figures_say_nothing_of_weights():
    found = shown([(i % 2 == 0, None) for i in range(100)])
    assert isinstance(found, Shown)
    assert (found.n_eff, found.deff, found.note) == (None, None, "")
    assert effect(None, None, None) == effect(100, 50, None) == ""


def test_a_withheld_figure_says_nothing_of_its_weights():
    found = shown([(i % 2 == 0, 1.0 + 99 * (i == 0)) for i in range(60)])
    assert isinstance(found, Withheld)
    assert not any(character.isdigit() for character in found.note)


def test_a_verdict_needs_an_effective_base():
    figure = Shown(value=50.0, n=120, n_eff=60.0)
    assert may_judge(figure, minimum=60)
    assert not may_judge(figure, minimum=61)
    assert may_judge(Shown(value=50.0, n=120), minimum=120)


def weighting(**fields):
    common = {
        "file": "m.csv",
        "sha256": "0",
        "method": "raking",
        "margins": (MarginUsed("sexe", "Insee", "2024-01-01"), MarginUsed("canal", "Registre", "mars 2024")),
        "strata": 5,
        "respondents": 1234,
        "converged": True,
        "passes": 12,
        "largest_ratio": 3.4,
        "deff": 1.21,
        "n_eff": 1019.8,
    }
    return Weighting(**common | fields)


def test_the_sentences_of_a_raking():
    assert text(sentences(weighting())) == (
        "Calage sur 2 marges, « sexe » et « canal » (Insee, 1er janvier 2024 ; Registre, mars 2024) : convergé en 12 "
        "itérations, 1 234 répondants, rapport de poids 3,4, effet de plan 1,21, n efficace 1 020."
    )


def test_one_turn_is_singular_and_what_was_merged_is_said():
    one = weighting(passes=1, merged=("a et b (ab)",), from_weights=True)
    assert "convergé en 1 itération," in text(sentences(one))
    assert "Modalités regroupées : a et b (ab)." in text(sentences(one))
    assert "Le calage part des poids du fichier." in text(sentences(one))


def test_a_manifest_of_before_weights_is_still_read(tmp_path):
    settings = Settings(home=tmp_path)
    staged = stage(settings, answers=[answer("A", "2024-01-15", 3)])
    path = staged.folder / staging.MANIFEST
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content.pop("weighting") is None
    path.write_text(json.dumps(content), encoding="utf-8")
    assert staging.loads(settings)[0].weighting is None
    content["weighting"] = {"file": "m.csv"}
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(Exception, match="manifeste"):
        staging.loads(settings)
