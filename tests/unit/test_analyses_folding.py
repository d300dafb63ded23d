"""The services folded in Python against the same question asked to the database."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dashboard.analyses.folding import fold
from dashboard.config import Settings
from dashboard.store import reads
from dashboard.store.observation_record import Observations
from dashboard.store.publish import publish
from dashboard.store.store import Store
from tests.builders import measure, reference, site, stage
from tests.unit.test_build import CATALOGUE, loads

START, STOP = dt.date(2024, 2, 1), dt.date(2024, 8, 1)
FLOATS = {"numerator", "denominator", "total_sq", "w", "w_sq", "w_num", "w_sq_num", "w_sq_num_sq", "value"}


def row(service: str, **fields: Any) -> Observations:
    """One service that has a month of two sites, 6 favourable of 10."""
    blank = dict.fromkeys(Observations._fields)
    figures = {"n_sites": 2, "n": 10, "numerator": 6.0, "denominator": 10.0, "valued_sites": 0, "months": 1}
    month = {"bucket": START, "first_month": START, "last_month": START}
    return Observations(**blank | {"indicator": "i", "level": "site", "service": service} | figures | month | fields)


def assert_same(folded: list[Observations], whole: list[Observations]) -> None:
    found = {(r.indicator, r.level, r.bucket): r._asdict() for r in folded}
    wanted = {(r.indicator, r.level, r.bucket): r._asdict() for r in whole}
    assert found.keys() == wanted.keys()
    for key, expected in wanted.items():
        sums = {name for name in FLOATS if expected[name] is not None}
        exact = {name: value for name, value in expected.items() if name not in sums}
        assert {name: found[key][name] for name in exact} == exact, key
        assert {name: found[key][name] for name in sums} == pytest.approx({n: expected[n] for n in sums}, rel=1e-9), key


@given(staged=loads(), grain=st.sampled_from([None, "month", "quarter", "year"]), apart=st.booleans())
# Each example is a publication: no shrinking, which would take minutes.
@hypothesis_settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate]
)
def test_the_services_folded_are_the_whole(
    tmp_path_factory: pytest.TempPathFactory, staged: list[dict[str, Any]], grain: str | None, apart: bool
) -> None:
    """Three services, or two whose sites have one each; one of them holds a territory as well."""
    installation = Settings(home=tmp_path_factory.mktemp("home"), memory_limit="500MB")
    for load in staged:
        stage(installation, **load)
    named = {"service": "dap", "service_label": "Administration pénitentiaire"}
    unnamed: dict[str, Any] = {"service": None, "service_label": None} if apart else {}
    stage(installation, sites=[site("A"), site("B", **named), site("T", **unnamed)])
    with Store(publish(installation, CATALOGUE).path) as store:
        kinds = {code: kind for code, kind, *_ in store.read("observation_traits")}
        for scope in ({}, {"services": ["tj", "dap"]}):
            asked = {"start": START, "stop": STOP, "grain": grain, **scope}
            folded, refused = fold(reads.observations(store, by_service=True, **asked), kinds)
            whole = reads.observations(store, **asked)
            assert_same(folded, [r for r in whole if r.indicator not in refused])
            assert not refused


def test_levels_are_folded_each_for_itself(settings: Settings) -> None:
    nation = {"level": "nation", "service": "dap", "service_label": "AP"}
    stage(settings, sites=[site("A"), site("B", service="dap", service_label="AP"), site("N", **nation)])
    rows = [measure(code, "2024-02", numerator=x, denominator=10) for code, x in (("A", 1), ("B", 2), ("N", 9))]
    stage(settings, measures=rows)
    with Store(publish(settings, reference()).path) as store:
        asked = {"start": START, "stop": STOP}
        folded, _ = fold(reads.observations(store, by_service=True, **asked), {"share": "share"})
        assert_same(folded, reads.observations(store, **asked))
    assert [(r.level, r.numerator, r.n_sites) for r in folded] == [("nation", 9, 1), ("site", 3, 2)]


def test_counts_add_up_and_a_lone_value_stays() -> None:
    valued = {"numerator": None, "denominator": None, "n": 7, "n_sites": 1, "valued_sites": 1, "value": 4.5}
    silent = {"numerator": None, "denominator": None, "n": None, "n_sites": 0, "months": None, "word": "secret"}
    [both], _ = fold([row("a"), row("b", months=3, n=None)], {"i": "share"})
    assert (both.service, both.n_sites, both.n, both.numerator, both.months) == (None, 4, 10, 12.0, 3)
    [one], _ = fold([row("a"), row("b", **valued)], {"i": "share"})
    assert (one.n_sites, one.n, one.valued_sites, one.value) == (3, 10, 1, 4.5)
    [alone], _ = fold([row("a", **valued), row("b", **silent)], {"i": "share"})
    assert (alone.n, alone.value, alone.word, alone.n_sites) == (7, 4.5, None, 1)
    [two], _ = fold([row("a", **valued), row("b", **valued)], {"i": "share"})
    assert (two.n, two.value, two.valued_sites) == (None, None, 2)
    [word], _ = fold([row("a", **silent), row("b", **silent | {"word": "inconnu"})], {"i": "share"})
    assert (word.word, word.n_sites, word.n) == ("inconnu", 0, None)


def test_what_one_service_does_not_know_is_not_known_of_the_whole() -> None:
    [folded], _ = fold([row("a", unfavourable=2, total_sq=9.0), row("b", total_sq=1.0)], {"i": "mean"})
    assert (folded.unfavourable, folded.total_sq) == (None, 10.0)


def test_beside_weights_an_answer_without_any_counts_for_one() -> None:
    weights = {"w": 5.0, "w_sq": 4.0, "w_num": 3.0, "w_sq_num": 2.0, "w_sq_num_sq": 1.0}
    [folded], _ = fold([row("a", unfavourable=1, **weights), row("b", unfavourable=2)], {"i": "net"})
    assert (folded.w, folded.w_sq, folded.w_num, folded.w_sq_num, folded.w_sq_num_sq) == (15, 14, 7, 6, 9)


@pytest.mark.parametrize("kind", ["net", "mean"])
def test_what_the_rows_do_not_say_is_left_to_the_database(kind: str) -> None:
    weighted = row("a", w=5.0, w_sq=4.0, w_num=3.0, w_sq_num=2.0, w_sq_num_sq=1.0)
    assert fold([weighted, row("b")], {"i": kind}) == ([], {"i"})
