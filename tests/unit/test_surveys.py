"""Surveys: their state, their field, their results, worked by hand; nothing confidential leaves a trace."""

import pytest

from dashboard.analyses.survey_field import Part, field
from dashboard.analyses.survey_results import QuestionResult, results
from dashboard.analyses.surveys import Calendar, calendar
from dashboard.config import Settings
from dashboard.disclosure import protect_count
from dashboard.domain.comparison import Verdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import MethodBreak
from dashboard.domain.scope import Scope
from dashboard.domain.survey import Survey, SurveyState
from dashboard.stats.pace import projection
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from dashboard.suppression.parts import closed_parts
from dashboard.wording.surveys import NO_SURVEY, Pace
from tests.builders import Row, answer, day, indicator, reference, site, stage

ON = day("2024-05-11")
"""40 of the 100 days of the second wave have passed on its last answer."""


def wave(code: str, **others: object) -> Row:
    return {"survey": code, "title": "Accueil", "series": "accueil", "wave": code, **others}


def replies(site: str, on: str, grades: dict[int | None, int], survey: str, **others: object) -> list[Row]:
    """`{3: 12}`: twelve people who answered grade 3 to `question`; None: « ne sait pas »."""
    return [
        answer(site, on, grade, survey=survey, excluded=None if grade else "nsp", **others)
        for grade, count in grades.items()
        for _ in range(count)
    ]


FIRST = {1: 20, 2: 30, 3: 40, 4: 10, None: 5}
SECOND = {1: 5, 2: 15, 3: 50, 4: 30}


def published(settings: Settings, *more: Row, **calendars: object) -> Store:
    """Two waves of a survey on two large sites, one survey without a calendar, one without an answer."""
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B"), site("C")])
    waves = [
        wave("v1", opens_on=day("2024-01-01"), closes_on=day("2024-01-31"), target=200, offered=1000, served=4000),
        wave("v2", opens_on=day("2024-04-01"), closes_on=day("2024-07-09"), target=500, offered=900),
        wave("v2", opens_on=day("2024-04-01"), closes_on=day("2024-07-09"), site="A", target=250, offered=400),
        wave("v2", opens_on=day("2024-04-01"), closes_on=day("2024-07-09"), site="B", target=400, offered=500),
        wave("v3", opens_on=day("2024-09-01"), closes_on=None, target=300),
    ]
    stage(settings, kind="survey-waves", survey_waves=waves)
    answers = [
        *replies("A", "2024-01-15", FIRST, "v1"),
        *replies("B", "2024-01-15", FIRST, "v1"),
        *replies("A", "2024-04-20", SECOND, "v2", channel="En ligne"),
        *replies("B", "2024-05-10", SECOND, "v2", channel="Courrier"),
        *replies("A", "2023-03-10", FIRST, "orpheline", indicator="score"),
        *more,
    ]
    stage(settings, kind="survey", answers=answers)
    publish(settings, reference())
    return open_current(settings)


@pytest.fixture
def known(settings: Settings) -> tuple[Store, Calendar]:
    store = published(settings)
    return store, calendar(store, settings, ON)


def question(found: tuple[QuestionResult, ...]) -> QuestionResult:
    [one] = [result for result in found if result.indicator.code == "question"]
    return one


def test_the_state_follows_from_the_dates(settings: Settings) -> None:
    survey = Survey("v", protect_count(0, settings), opens_on=day("2024-04-01"), closes_on=day("2024-07-09"))
    days = ("2024-03-31", "2024-04-01", "2024-07-09", "2024-07-10")
    states = [SurveyState.PLANNED, SurveyState.OPEN, SurveyState.OPEN, SurveyState.CLOSED]
    assert [survey.state(day(one)) for one in days] == states
    assert survey.elapsed(day("2024-05-10")) == 0.4
    assert (survey.elapsed(day("2024-03-01")), survey.elapsed(day("2025-01-01"))) == (0, 1)
    assert Survey("v", survey.answered).state(ON) is SurveyState.UNDATED


def test_the_calendar_lists_what_is_described_and_what_only_answered(known: tuple[Store, Calendar]) -> None:
    _, found = known
    states = {survey.code: survey.state(ON) for survey in found.surveys}
    assert states == {
        "v3": SurveyState.PLANNED,
        "v2": SurveyState.OPEN,
        "v1": SurveyState.CLOSED,
        "orpheline": SurveyState.UNDATED,
    }
    assert found.find("orpheline").label == "orpheline"
    assert found.find("v3").answered == Shown(0.0, n=0, method="count")
    assert found.reading.conclusion.startswith(
        "Au 11 mai 2024\u00a0: 1\u00a0enquête en cours, 1\u00a0enquête à venir et 1\u00a0enquête close."
    )
    assert found.previous(found.find("v2")) == found.find("v1")
    assert found.previous(found.find("orpheline")) is None


def test_an_empty_installation_says_so(settings: Settings) -> None:
    stage(settings, kind="spplus-structures", sites=[site("A")])
    publish(settings, reference())
    found = calendar(open_current(settings), settings, ON)
    assert found.surveys == ()
    assert found.reading.conclusion == NO_SURVEY


def test_a_field_is_judged_against_the_time_that_has_passed(known: tuple[Store, Calendar], settings: Settings) -> None:
    store, found = known
    one = field(store, found, "v2", Scope(), settings)
    assert (one.measured_on, one.elapsed) == (day("2024-05-10"), 0.4)
    # 200 answers; 500 × 40 % were expected. 60 days are left for 300 answers, 40 gave 200.
    assert (one.whole.pace, one.needed, one.seen) == (Pace.ON_TIME, 5.0, 5.0)
    assert one.whole.rate == pytest.approx(100 * 200 / 900)
    # A: 100 answers for 250 × 40 % = 100 expected. B: 100 for 160.
    assert {part.code: (part.pace, part.answered.value) for part in one.sites} == {  # type: ignore[union-attr]
        "A": (Pace.ON_TIME, 100),
        "B": (Pace.BEHIND, 100),
    }
    assert one.sites[1].projected is not None
    assert one.sites[1].projected.value == pytest.approx(62.5)
    assert "1\u00a0site est en retard\u00a0: Site B." in one.reading.conclusion
    assert {part.label for part in one.channels} == {"En ligne", "Courrier"}
    listed = field(store, found, "v2", Scope(sites=("A",)), settings)
    assert [part.code for part in listed.sites] == ["A"]
    assert listed.whole == one.whole  # a filter changes no total


def test_a_description_without_answers_and_answers_without_a_description(
    known: tuple[Store, Calendar], settings: Settings
) -> None:
    store, found = known
    planned = field(store, found, "v3", Scope(), settings)
    assert planned.reading.conclusion == "L’enquête ouvre le 1er septembre 2024, dans 113\u00a0jours."
    assert results(store, found, "v3", Scope(), settings).questions == ()
    orphan = field(store, found, "orpheline", Scope(), settings)
    assert orphan.whole.pace is Pace.UNTOLD
    assert orphan.reading.conclusion == "105\u00a0réponses, sans objectif connu."
    assert len(results(store, found, "orpheline", Scope(), settings).questions) == 1


def test_a_small_site_leaves_no_count_and_cannot_be_found_by_subtraction(settings: Settings) -> None:
    store = published(settings, *replies("C", "2024-04-25", {3: 4}, "v2"))
    found = calendar(store, settings, ON)
    one = field(store, found, "v2", Scope(), settings)
    hidden = {part.code for part in one.sites if isinstance(part.answered, Withheld)}
    assert "C" in hidden
    assert len(hidden) > 1
    for part in one.sites:
        if part.code in hidden:
            assert (part.rate, part.projected, part.pace) == (None, None, Pace.UNTOLD)


@pytest.mark.parametrize(
    ("counts", "closed", "hidden"),
    [
        ([20, 30, 40], (), set()),
        ([20, 5, 0, 40], (), {1, 0}),
        ([6, 5, 40], (), {0, 1}),
        ([3, 4, 40, 50], (), {0, 1, 2}),
        ([20, 30, 40], (2,), {2, 0}),
        ([5], (), {0}),
        ([0, 0], (0,), set()),
        ([3, 4], (), {0, 1}),
    ],
)
def test_parts_of_one_total(counts: list[int], closed: tuple[int, ...], hidden: set[int]) -> None:
    assert closed_parts(counts, 11, closed) == hidden


def test_the_results_of_a_wave_worked_by_hand(known: tuple[Store, Calendar], settings: Settings) -> None:
    store, found = known
    one = question(results(store, found, "v1", Scope(), settings).questions)
    # 200 valid answers: 40, 60, 80, 20; 10 « ne sait pas ». Favourable 3 and 4, unfavourable 1.
    assert one.spread is not None
    assert one.spread.shares == pytest.approx((20, 30, 40, 10))
    assert (one.spread.top.value, one.spread.n) == (50, 200)
    assert (one.spread.top.lower, one.spread.top.upper) == (
        pytest.approx(43.136, abs=0.01),
        pytest.approx(56.864, abs=0.01),
    )
    assert one.spread.net == pytest.approx(30)
    assert one.spread.mean == pytest.approx(2.4)
    assert one.spread.aside == pytest.approx(100 * 10 / 210)
    assert one.comparison.verdict is Verdict.NOT_TESTED
    assert one.comparison.reason == "aucune vague précédente connue"


def test_a_wave_is_compared_with_the_one_before(known: tuple[Store, Calendar], settings: Settings) -> None:
    store, _ = known
    closed = calendar(store, settings, day("2024-08-01"))
    one = question(results(store, closed, "v2", Scope(), settings).questions)
    # 160 of 200 favourable, 100 of 200 before.
    assert one.comparison.verdict is Verdict.BETTER
    assert one.comparison.difference == pytest.approx(30)
    assert isinstance(one.previous, Shown)
    assert one.previous.value == 50


@pytest.mark.parametrize(
    ("more", "breaks", "reason"),
    [
        ([], (MethodBreak(day("2024-03"), "nouvelle échelle"),), "rupture de méthode en mars 2024"),
        (
            replies("A", "2024-01-20", {3: 15}, "autre"),
            (),
            "à la vague précédente, les réponses sont mêlées à une autre source",
        ),
        (replies("A", "2024-01-20", {3: 15, 1: 15}, "v1", weight=2.0), (), "une seule des deux vagues est pondérée"),
        (replies("A", "2024-04-02", {3: 15}, "v1"), (), "une autre enquête ou une mesure donne ce chiffre"),
    ],
    ids=["break", "mixed", "weights", "shared month"],
)
def test_two_rules_of_calculation_are_never_compared(
    settings: Settings, more: list[Row], breaks: tuple[MethodBreak, ...], reason: str
) -> None:
    published(settings, *more)
    listed = reference()
    if breaks:
        listed.indicators["question"] = indicator(
            "question", listed.indicators["question"].kind, scale=listed.indicators["question"].scale, breaks=breaks
        )
        publish(settings, listed)
    store = open_current(settings)
    found = calendar(store, settings, day("2024-08-01"))
    one = question(results(store, found, "v2", Scope(), settings).questions)
    assert one.comparison.verdict is Verdict.NOT_TESTED
    assert one.comparison.difference is None
    assert one.comparison.reason.startswith(reason)


def test_a_small_base_has_no_grade(settings: Settings) -> None:
    store = published(settings, *replies("C", "2024-01-10", {3: 6}, "v1"))
    found = calendar(store, settings, ON)
    one = question(results(store, found, "v1", Scope(sites=("C",)), settings).questions)
    assert one.spread is None
    assert isinstance(one.estimate, Withheld)
    assert one.estimate.status is Status.MASKED


def test_unanimity_of_a_small_base_has_no_grade(settings: Settings) -> None:
    store = published(settings, *replies("C", "2023-06-10", {2: 15}, "seule", indicator="score"))
    found = calendar(store, settings, ON)
    [one] = results(store, found, "seule", Scope(), settings).questions
    assert one.spread is None
    assert isinstance(one.estimate, Withheld)


def test_weighted_shares_add_up_to_the_figure(settings: Settings) -> None:
    store = published(
        settings,
        *replies("A", "2023-06-10", {3: 40}, "poids", weight=0.5),
        *replies("A", "2023-06-10", {1: 20}, "poids", weight=2.0),
    )
    found = calendar(store, settings, ON)
    one = question(results(store, found, "poids", Scope(), settings).questions)
    # 40 × 0,5 favourable, 20 × 2 not: 20 of 60.
    assert one.spread is not None
    assert one.spread.shares == pytest.approx((200 / 3, 0, 100 / 3, 0))
    assert one.spread.top.value == pytest.approx(100 / 3)
    assert one.spread.net == pytest.approx(-100 / 3)


def test_the_projection_has_the_limits_of_a_count() -> None:
    found = projection(100, 250, 0.4)
    assert found.value == pytest.approx(100)
    assert found.p_value == 1
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower < 100 < found.upper
    late = projection(100, 400, 0.4)
    assert late.value == pytest.approx(62.5)
    assert late.p_value is not None
    assert late.p_value < 0.001
    assert projection(0, 250, 0.4).lower == 0
    for wrong in ((5, 0, 0.5), (5, 10, 0.0), (5, 10, 1.5)):
        with pytest.raises(ValueError, match="impossible pace"):
            projection(*wrong)


def test_more_answers_than_questionnaires_offered_give_no_rate(settings: Settings) -> None:
    part = Part("A", "A", protect_count(50, settings), offered=40)
    assert part.rate is None
