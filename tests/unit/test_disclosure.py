import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyses.drawing import scaled
from dashboard.config import settings
from dashboard.disclosure import masked, may_judge, protect, protect_count
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result
from dashboard.stats.weighted import weighted_share

BASES = settings({})


@pytest.mark.parametrize(
    ("n", "status"),
    [(0, "no_data"), (1, "masked"), (10, "masked"), (11, "fragile"), (29, "fragile"), (30, "ok")],
)
def test_bases(n, status):
    assert protect(wilson(n // 2, n), BASES).status == status


def test_thresholds_are_those_of_the_installation():
    strict = settings({"BAROMETRE_MASKED_BELOW": "20", "BAROMETRE_FRAGILE_BELOW": "50"})
    assert protect(wilson(9, 19), strict).status is Status.MASKED
    assert protect(wilson(9, 49), strict).status is Status.FRAGILE


@given(st.integers(1, 10).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_withheld_figure_holds_no_number(count):
    x, n = count
    found = protect(wilson(x, n), BASES, numerator=x, denominator=n)
    assert isinstance(found, Withheld)
    assert {field.name for field in dataclasses.fields(found)} == {"status", "note"}
    assert not any(character.isdigit() for character in found.note)


def test_value_without_a_base_is_shown_and_says_so():
    found = protect(Result(value=77.0, method="published"), BASES)
    assert isinstance(found, Shown)
    assert (found.n, found.status, found.note) == (None, Status.OK, "base non communiquée")


def test_few_answers_behind_a_published_value_mask_it():
    assert protect(Result(value=12.0, n=4, method="published"), BASES).status is Status.MASKED


def test_effective_base_counts():
    """40 answers of which one weighs as much as all the others: n_eff is below 11."""
    w, w_sq = 39 + 39, 39 + 39**2
    assert protect(weighted_share(40, w, w_sq, 20), BASES).status is Status.MASKED


@pytest.mark.parametrize(("count", "status"), [(0, "ok"), (1, "masked"), (10, "masked"), (11, "ok")])
def test_counts(count, status):
    assert protect_count(count, BASES).status == status
    assert protect_count(count, BASES, people=False).status is Status.OK


def test_no_count():
    assert protect_count(None, BASES).status is Status.NO_DATA


def test_status_of_the_statistics_goes_through():
    found = protect(Result(status=Status.NOT_COMPARABLE, note="rupture"), BASES)
    assert found == Withheld(Status.NOT_COMPARABLE, "rupture")


def test_judging():
    solid, fragile = protect(wilson(20, 40), BASES), protect(wilson(6, 12), BASES)
    assert may_judge(solid, solid)
    assert not may_judge(solid, fragile)
    assert not may_judge(Withheld(Status.MASKED))
    assert not may_judge(solid, minimum=50)
    assert may_judge(Shown(value=1.0), minimum=50)


@pytest.mark.parametrize(
    ("x", "n", "shown"), [(0, 19, False), (19, 19, False), (1, 19, True), (0, 20, True), (20, 20, True)]
)
def test_a_unanimous_answer_of_few_people_is_withheld(x: int, n: int, shown: bool) -> None:
    estimate = protect(scaled(wilson(x, n), 100), settings({}))
    assert isinstance(estimate, Shown) == shown
    if not shown:
        assert estimate == masked()


def test_unanimity_protects_people_only_and_follows_the_setting() -> None:
    result = scaled(wilson(0, 15), 100)
    assert isinstance(protect(result, settings({}), people=False), Shown)
    assert isinstance(protect(result, settings({"BAROMETRE_UNANIMOUS_BELOW": "15"})), Shown)


def test_a_figure_without_any_answer_says_so():
    assert protect(wilson(0, 0), BASES) == Withheld(Status.NO_DATA, "Aucune réponse")
