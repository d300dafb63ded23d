"""What the build makes of staged rows, on cases that can be worked by hand and against the naive implementation."""

import datetime as dt
from dataclasses import replace
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings

from dashboard.config import Settings
from dashboard.domain.indicator import Kind
from dashboard.engine.reference import Reference
from dashboard.store import reads
from dashboard.store.publish import publish
from dashboard.store.store import Store
from tests import oracle
from tests.builders import answer, day, indicator, measure, reference, review, site, stage

START, STOP = day("2020-01"), day("2030-01")


def publish_and_open(settings: Settings, catalogue: Reference | None = None) -> Store:
    version = publish(settings, catalogue or reference())
    return Store(version.path)


def only(store: Store, indicator: str, **asked: Any) -> reads.Observations:
    """The one row that answers."""
    [row] = reads.observations(store, indicators=[indicator], **{"start": START, "stop": STOP, **asked})
    return row


def share(row: reads.Observations) -> float:
    assert row.numerator is not None
    assert row.denominator
    return 100 * row.numerator / row.denominator


def test_a_share_is_the_ratio_of_sums_never_the_mean_of_rates(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(
        settings,
        measures=[
            measure("A", "2024-01", numerator=90, denominator=100),
            measure("B", "2024-01", numerator=1, denominator=10),
        ],
    )
    row = only(publish_and_open(settings), "share")
    assert (row.numerator, row.denominator, row.n, row.n_sites) == (91, 110, 110, 2)
    assert share(row) == pytest.approx(82.727, abs=1e-3)


def test_a_share_with_its_number_of_people_can_be_added(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(settings, measures=[measure("A", "2024-01", 80.0, n=50), measure("B", "2024-01", 50.0, n=10)])
    row = only(publish_and_open(settings), "share")
    assert (row.numerator, row.denominator, row.n) == (45, 60, 60)


def test_values_without_a_base_are_counted_never_pooled(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(
        settings, measures=[measure("A", "2024-01", 80.0), measure("A", "2024-02", 82.0), measure("B", "2024-01", 50.0)]
    )
    store = publish_and_open(settings)
    both = only(store, "share")
    assert (both.numerator, both.value, both.valued_sites, both.n_sites) == (None, None, 2, 2)
    alone = only(store, "share", sites=["A"])
    assert (alone.value, alone.last_month, alone.valued_sites) == (82.0, day("2024-02"), 1)


def test_a_later_load_replaces_a_month_and_the_earlier_row_stays_in_the_lineage(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(settings, measures=[measure("A", "2024-01", 71.2), measure("A", "2024-02", 75.0)])
    stage(settings, measures=[measure("A", "2024-01", 69.8)])
    store = publish_and_open(settings)
    monthly = reads.observations(store, indicators=["share"], start=START, stop=STOP, grain="month")
    assert [(row.bucket, row.value) for row in monthly] == [(day("2024-01"), 69.8), (day("2024-02"), 75.0)]
    [change] = reads.restatements(store, start=START, stop=STOP)
    assert (change.old_value, change.new_value, change.old_load, change.new_load) == (71.2, 69.8, 2, 3)
    assert [(row.load_id, row.n_rows) for row in reads.lineage(store, indicator="share", start=START, stop=STOP)] == [
        (2, 1),
        (3, 1),
    ]
    assert [load.n_superseded for load in reads.loads(store)] == [0, 1, 0]


def test_the_same_figures_again_are_no_restatement(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    for _ in range(2):
        stage(settings, measures=[measure("A", "2024-01", 71.2, n=10)])
    store = publish_and_open(settings)
    assert reads.restatements(store, start=START, stop=STOP) == []
    assert only(store, "share").n == 10


def test_each_restatement_names_the_load_that_made_it(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    for value in (70.0, 71.0, 72.0):
        stage(settings, measures=[measure("A", "2024-01", value)])
    changes = reads.restatements(publish_and_open(settings), start=START, stop=STOP)
    assert [(row.old_value, row.new_value) for row in changes] == [(70.0, 71.0), (71.0, 72.0)]


def test_a_distribution_is_replaced_whole(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    first = {1: 5, 2: 5, 3: 5, 4: 5}
    second = {2: 1, 3: 9}
    for counts in (first, second):
        stage(
            settings,
            measures=[measure("A", "2024-01", indicator="question", grade=g, n=n) for g, n in counts.items()],
        )
    row = only(publish_and_open(settings), "question")
    assert (row.g1, row.g2, row.g3, row.g4) == (None, 1, 9, None)
    assert (row.n, row.numerator, row.denominator, row.unfavourable) == (10, 9, 10, 0)


def test_an_alias_is_the_indicator(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(settings, measures=[measure("A", "2024-01", 70.0)])
    stage(settings, measures=[measure("A", "2024-01", 77.0, indicator="IND-1")])
    assert only(publish_and_open(settings), "share").value == 77.0


def test_an_indicator_that_only_a_load_describes_is_neutral(settings: Settings) -> None:
    described = {"code": "IND-27", "service": "tj", "label": "Taux de satisfaction", "unit": "%", "nature": "perceived"}
    stage(settings, sites=[site("A")])
    stage(
        settings,
        indicators=[
            described,
            {"code": "IND-28", "label": "Délai", "unit": "jours"},
            {"code": "IND-1", "label": "Connu"},
        ],
    )
    stage(settings, measures=[measure("A", "2024-01", 77.0, indicator="IND-27")])
    found = {row.code: row for row in reads.indicators(publish_and_open(settings))}
    added = found["IND-27"]
    assert (added.kind, added.direction, added.commitment, added.origin) == ("share", "neutral", None, "load")
    assert found["IND-28"].kind == "mean"
    assert "IND-1" not in found


def test_a_year_is_dropped_when_its_months_are_there(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(
        settings,
        measures=[
            measure("A", "2024-12", months=12, numerator=60, denominator=120),
            measure("A", "2024-05", numerator=5, denominator=10),
            measure("B", "2024-12", months=12, numerator=30, denominator=40),
        ],
    )
    row = only(publish_and_open(settings), "share")
    assert (row.numerator, row.denominator, row.months) == (35, 50, 12)
    assert (row.first_month, row.last_month) == (day("2024-01"), day("2024-12"))


def test_a_year_is_kept_beside_a_month_that_only_says_why_it_is_empty(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(
        settings,
        measures=[
            measure("A", "2024-12", months=12, numerator=60, denominator=120),
            measure("A", "2024-05", word="Non connu"),
        ],
    )
    assert only(publish_and_open(settings), "share").denominator == 120


def test_rolling_years_are_read_at_their_last_one_and_never_added_over_time(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    rolling = [f"20{year}-{month:02d}" for year in (23, 24) for month in range(1, 13)]
    stage(
        settings,
        measures=[
            measure(code, month, months=12, numerator=n, denominator=2 * n + 2)
            for code in ("A", "B")
            for n, month in enumerate(rolling, start=1)
            if code == "A" or n <= 18
        ],
    )
    store = publish_and_open(settings)
    both_years = only(store, "share", start=day("2023-01"), stop=day("2025-01"))
    assert (both_years.numerator, both_years.denominator, both_years.n_sites) == (24 + 18, 50 + 38, 2)
    assert (both_years.first_month, both_years.last_month) == (day("2023-07"), day("2024-12"))
    assert only(store, "share", start=day("2023-01"), stop=day("2024-01")).numerator == 12 + 12
    assert len(reads.observations(store, indicators=["share"], start=START, stop=STOP, grain="month")) == 24


def test_a_site_that_has_months_to_add_leaves_its_rolling_years_aside(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(
        settings,
        measures=[
            *(measure("A", month, months=12, numerator=90, denominator=100) for month in ("2023-11", "2023-12")),
            *(measure("A", month, numerator=1, denominator=2) for month in ("2024-01", "2024-02")),
            *(measure("B", month, months=12, numerator=30, denominator=100) for month in ("2023-11", "2023-12")),
        ],
    )
    store = publish_and_open(settings)
    both = only(store, "share", start=day("2023-01"), stop=day("2025-01"))
    assert (both.numerator, both.denominator, both.n, both.n_sites) == (2 + 30, 4 + 100, 104, 2)
    by_year = reads.observations(store, indicators=["share"], start=START, stop=STOP, grain="year")
    assert [(row.bucket.year, row.numerator) for row in by_year] == [(2023, 120), (2024, 2)]


def test_the_denominator_of_a_mean_is_no_number_of_people(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(settings, measures=[measure("A", "2024-01", indicator="mean", numerator=900, denominator=30)])
    stage(settings, measures=[measure("B", "2024-02", indicator="mean", numerator=100, denominator=10, n=4)])
    store = publish_and_open(settings)
    assert only(store, "mean", stop=day("2024-02")).n is None
    assert only(store, "mean").n == 4
    assert only(store, "mean").denominator == 40


def test_a_rolling_distribution_keeps_its_grades(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(
        settings,
        measures=[
            measure("A", month, indicator="question", months=12, grade=grade, n=n)
            for month, n in (("2024-01", 5), ("2024-02", 7))
            for grade in (1, 4)
        ],
    )
    row = only(publish_and_open(settings), "question")
    assert (row.g1, row.g2, row.g4, row.n, row.unfavourable) == (7, None, 7, 14, 7)


def test_levels_are_never_added(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("D69", level="department"), site("FR", level="nation")])
    stage(
        settings,
        measures=[measure(code, "2024-01", numerator=50, denominator=100) for code in ("A", "D69", "FR")],
    )
    rows = reads.observations(publish_and_open(settings), indicators=["share"], start=START, stop=STOP)
    assert [(row.level, row.denominator) for row in rows] == [("department", 100), ("nation", 100), ("site", 100)]


def test_flows_add_up_and_stocks_are_read_at_their_last_month(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(
        settings,
        measures=[
            measure(code, month, value, indicator=name)
            for name in ("visits", "stock")
            for code, month, value in [("A", "2024-01", 10.0), ("A", "2024-02", 20.0), ("B", "2024-01", 5.0)]
        ],
    )
    store = publish_and_open(settings)
    assert only(store, "visits").numerator == 35
    assert only(store, "stock").numerator == 25
    assert only(store, "stock").n_sites == 2


def test_answers_become_counts_of_grades(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    grades = [1, 2, 3, 3, 4]
    stage(
        settings,
        answers=[
            *(answer("A", "2024-01-10", grade) for grade in grades),
            answer("A", "2024-01-10", None, excluded="nsp"),
            *(answer("A", "2024-01-11", grade, indicator="score") for grade in grades),
            *(answer("A", "2024-01-11", grade, indicator="net") for grade in grades),
            *(answer("A", "2024-01-11", grade, indicator="nps") for grade in (0, 6, 7, 9, 10, 10)),
        ],
    )
    store = publish_and_open(settings)
    question = only(store, "question")
    assert (question.n, question.numerator, question.unfavourable, question.n_excluded) == (5, 3, 1, 1)
    assert (question.g1, question.g2, question.g3, question.g4, question.w) == (1, 1, 2, 1, None)
    score = only(store, "score")
    assert (score.numerator, score.denominator, score.total_sq) == (13, 5, 1 + 4 + 9 + 9 + 16)
    nps = only(store, "nps")
    assert (nps.numerator, nps.unfavourable, nps.denominator) == (3, 2, 6)


def test_weights_are_summed_when_any_differs_from_one(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(
        settings,
        answers=[
            answer("A", "2024-01-10", 4, weight=2.0),
            answer("A", "2024-01-10", 1, weight=0.5),
            answer("B", "2024-01-10", 4),
        ],
    )
    store = publish_and_open(settings)
    alone = only(store, "question", sites=["A"])
    assert (alone.w, alone.w_sq, alone.w_num, alone.w_sq_num, alone.w_sq_num_sq) == (2.5, 4.25, 2, 4, 4)
    both = only(store, "question")
    assert (both.w, both.w_sq, both.w_num) == (3.5, 5.25, 3)
    assert only(store, "question", sites=["B"]).w is None


def test_an_answer_of_weight_zero_is_in_no_base(settings: Settings) -> None:
    """Kish's effect is over the rows of positive weight: three answers, not four. B has nothing but such an answer."""
    stage(settings, sites=[site("A"), site("B")])
    weighted = [("A", 4, 2.0), ("A", 1, 1.0), ("A", 4, 1.0), ("A", 1, 0.0), ("B", 4, 0.0)]
    stage(settings, answers=[answer(where, "2024-01-10", grade, weight=weight) for where, grade, weight in weighted])
    store = publish_and_open(settings)
    row = only(store, "question", sites=["A"])
    assert (row.n, row.denominator, row.numerator, row.g1, row.w, row.w_num) == (3, 3, 2, 1, 4, 3)
    assert (only(store, "question", sites=["B"]).n, only(store, "question").n) == (0, 3)


def test_weights_of_zero_and_one_make_an_ordinary_survey(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(settings, answers=[answer("A", "2024-01-10", 4, weight=weight) for weight in (1.0, 1.0, 0.0)])
    row = only(publish_and_open(settings), "question")
    assert (row.n, row.numerator, row.w) == (2, 2, None)


def test_the_answers_of_a_respondent_count_once_whatever_the_number_of_deliveries(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(settings, kind="survey", answers=[answer("A", "2024-01-10", 1, respondent=name) for name in ("r1", "r2")])
    stage(
        settings,
        kind="survey",
        answers=[
            answer("B", "2024-01-10", 4, respondent="r2"),
            answer("A", "2024-01-12", 4, respondent="r3"),
            answer("A", "2024-02-12", 4, respondent="r1"),
        ],
    )
    row = only(publish_and_open(settings), "question", stop=day("2024-02"))
    assert (row.n, row.g1, row.g4) == (3, 1, 2)


def test_a_review_counts_once_in_a_network_however_many_structures_it_names(settings: Settings) -> None:
    stage(settings, sites=[site("A"), site("B")])
    stage(
        settings,
        reviews=[
            review("1", "inconnu", "2024-01-10", rank=1, feeling=1, reply="Merci", replied_on=day("2024-01-14")),
            review("1", "A", "2024-01-10", rank=2, feeling=1, reply="Merci", replied_on=day("2024-01-14")),
            review("1", "B", "2024-01-10", rank=3, feeling=1),
            review("2", "A", "2024-01-20", feeling=-1, reply=" "),
            review("3", "A", "2024-01-20", feeling=0, useful=1, reply="Oui", replied_on=day("2024-01-30")),
            review("4", None, "2024-03-01"),
        ],
    )
    store = publish_and_open(settings)
    answered, positive = only(store, "answered"), only(store, "positive")
    assert (answered.numerator, answered.denominator, answered.n_sites) == (2, 3, 1)
    assert (positive.numerator, positive.denominator, positive.unfavourable) == (1, 3, 1)
    assert (only(store, "useful").numerator, only(store, "useful").denominator) == (1, 1)
    delay = only(store, "reply-delay")
    assert (delay.delays, delay.n, delay.value) == (((4, 1), (10, 1)), 2, None)


def test_a_reply_is_awaited_for_thirty_days_before_an_opinion_counts(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(
        settings,
        reviews=[
            review("1", "A", "2024-01-01", reply="Merci"),
            review("2", "A", "2024-01-30"),
            review("3", "A", "2024-01-31", reply="Merci"),
            review("4", "A", "2024-02-29", feeling=1),
        ],
    )
    store = publish_and_open(settings)
    answered = only(store, "answered")
    assert (answered.numerator, answered.denominator) == (1, 2)
    assert only(store, "positive").denominator == 1


def test_an_announced_delay_is_judged_once_it_is_over_and_only_on_replies_that_have_a_day(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    on_time, late, silent = day("2024-01-08"), day("2024-01-09"), None
    stage(
        settings,
        reviews=[
            review("1", "A", "2024-01-01", reply="Merci", replied_on=on_time),
            review("2", "A", "2024-01-01", reply="Merci", replied_on=late),
            review("3", "A", "2024-01-01", reply=silent),
            review("4", "A", "2024-01-01", reply="Merci"),  # answered nobody knows when
            review("5", "A", "2024-01-03", reply="Merci", replied_on=day("2024-01-02")),
            review("6", "A", "2024-01-04", reply="Merci", replied_on=day("2024-01-05")),  # the delay is not over
            review("7", "A", "2024-01-10"),
        ],
    )
    row = only(publish_and_open(settings), "within-announced")
    assert (row.numerator, row.denominator) == (2, 4)
    longer = only(publish_and_open(replace(settings, announced_reply_days=8)), "within-announced")
    assert (longer.numerator, longer.denominator) == (2, 3)


def test_a_later_load_replaces_a_review_and_a_site(settings: Settings) -> None:
    stage(settings, sites=[site("A", label="Ancien", active=True)])
    stage(settings, kind="reviews", reviews=[review("1", "A", "2024-01-10")])
    stage(settings, kind="reviews", reviews=[review("1", "A", "2024-01-10", state="Traitée")])
    stage(settings, kind="reviews", reviews=[review("2", None, "2024-03-10")])
    stage(settings, sites=[site("A", label="Nouveau", active=False)])
    store = publish_and_open(settings)
    assert (only(store, "answered").numerator, only(store, "answered").denominator) == (1, 1)
    found = reads.site(store, "A")
    assert found is not None
    assert (found.name, found.active) == ("Nouveau", False)


def test_a_department_gives_the_region_that_the_register_leaves_out(settings: Settings) -> None:
    stage(settings, sites=[site("A", region=None, department="75")])
    assert [row.code for row in reads.regions(publish_and_open(settings))] == ["11"]


def test_a_loaded_target_replaces_that_of_the_catalogue(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(
        settings,
        targets=[
            {"indicator": "IND-1", "scope": "", "year": 2024, "operator": ">=", "value": 85.0},
            {"indicator": "share", "scope": "tj", "year": 2024, "operator": ">=", "value": 70.0},
        ],
    )
    found = reads.targets(publish_and_open(settings))
    assert [(row.scope, row.value, row.load_id) for row in found] == [("", 85.0, 2), ("tj", 70.0, 2)]


def test_the_word_of_the_source_comes_out_when_there_is_no_figure(settings: Settings) -> None:
    stage(settings, sites=[site("A")])
    stage(settings, measures=[measure("A", "2024-01", word="Non connu")])
    row = only(publish_and_open(settings), "share")
    assert (row.word, row.n_sites, row.value, row.last_month) == ("Non connu", 0, None, None)


MONTHS = [dt.date(2024, month, 1) for month in range(1, 8)]
CATALOGUE = reference(indicator("graded-share", Kind.SHARE))


@st.composite
def loads(draw: st.DrawFn) -> list[dict[str, list[dict[str, Any]]]]:
    """One to three loads of measures and answers over seven months and three sites."""
    places, periods = st.sampled_from(["A", "B", "T"]), st.sampled_from(MONTHS)
    plain = st.tuples(
        st.sampled_from(["share", "mean", "visits", "stock", "delay"]),
        places,
        periods,
        st.sampled_from([1, 1, 1, 3, 6]),
        st.sampled_from(["base", "value", "n", "word"]),
        st.integers(0, 20),
        st.integers(20, 40),
    )
    found = []
    for _ in range(draw(st.integers(1, 3))):
        measures = {}
        for name, place, month, months, given_as, x, n in draw(st.lists(plain, max_size=12)):
            figures: dict[str, Any] = {"value": float(x)}
            if given_as == "word":
                figures = {"word": "Non connu"}
            elif given_as == "base" and name in {"share", "mean"}:
                figures = {"numerator": float(x), "denominator": float(n)}
            elif given_as == "n":
                figures["n"] = n
            if n % 3 == 0:
                figures |= {"contributors": x % 5, "first_share": float(n)}
            measures[name, place, month, months] = {
                "indicator": name, "site": place, "month": month, "months": months, **figures
            }  # fmt: skip
        counted = st.dictionaries(st.integers(1, 4), st.integers(0, 9), min_size=1)
        graded = [
            {"indicator": "question", "site": place, "month": month, "months": 1, "grade": grade, "n": n}
            for (place, month), counts in draw(st.dictionaries(st.tuples(places, periods), counted, max_size=2)).items()
            for grade, n in counts.items()
        ]
        answers = [
            {
                "survey": "s", "respondent": f"r{who}", "site": place, "answered_on": month.replace(day=5),
                "indicator": name, "grade": grade, "excluded": None if grade else "nsp", "weight": weight,
            }
            for who, (name, place, month, grade, weight) in draw(
                st.dictionaries(
                    st.integers(1, 12),
                    st.tuples(
                        st.sampled_from(["question", "score", "net"]), places, periods,
                        st.sampled_from([None, 1, 2, 3, 4]), st.sampled_from([1.0, 1.0, 0.5, 2.0, 0.0]),
                    ),
                    max_size=10,
                )
            ).items()
        ]  # fmt: skip
        found.append({"measures": [*measures.values(), *graded], "answers": answers})
    return found


@given(staged=loads(), grain=st.sampled_from([None, "month", "quarter", "year"]), by_site=st.booleans())
# Each example is a publication: no shrinking, which would take minutes.
@hypothesis_settings(
    max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.reuse, Phase.generate]
)
def test_build_and_read_agree_with_the_naive_implementation(
    tmp_path_factory: pytest.TempPathFactory,
    staged: list[dict[str, list[dict[str, Any]]]],
    grain: str | None,
    by_site: bool,
) -> None:
    installation = Settings(home=tmp_path_factory.mktemp("home"), memory_limit="500MB")
    for load in staged:
        stage(installation, **load)
    stage(installation, sites=[site("A"), site("B"), site("T", level="nation")])
    expected = oracle.read(
        oracle.observations(staged, CATALOGUE.indicators),
        CATALOGUE.indicators,
        {code: ("nation" if code == "T" else "site", code if by_site else None) for code in "ABT"},
        dt.date(2024, 2, 1),
        dt.date(2024, 8, 1),
        grain,
    )
    with publish_and_open(installation, CATALOGUE) as store:
        rows = reads.observations(
            store, start=dt.date(2024, 2, 1), stop=dt.date(2024, 8, 1), grain=grain, by_site=by_site
        )
    found = {(row.indicator, (row.level, row.site), row.bucket): row._asdict() for row in rows}
    assert found.keys() == expected.keys()
    for key, wanted in expected.items():
        assert {name: found[key][name] for name in wanted} == pytest.approx(wanted), key
