"""One engagement against the others, on answers counted by hand.

In 2024, 400 answers a question: `e1` 320 favourable (80 %), `e2` 240 (60 %), `e3` 240 (60 %), `e3-second` 200 (50 %),
`e4` 5 answers (masked), `e5` 20 answers (fragile), `e6` nothing but a published share.
"""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.analyses.engagements_compared import compare_engagements
from dashboard.analyses.figures import Axis, Question, figures
from dashboard.analyses.other_engagements import comparable
from dashboard.config import Settings
from dashboard.domain.commitment import Commitment, Edition
from dashboard.domain.comparison import Against, Verdict
from dashboard.domain.estimate import Shown, Status, Withheld
from dashboard.domain.indicator import Direction, Kind, Nature
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.stats.proportion import wilson
from dashboard.stats.result import Result
from dashboard.stats.unknown_dependence import equal_weight_mean, prudent_gap
from dashboard.store.publish import publish
from dashboard.store.store import open_current
from tests.builders import SATISFACTION, answer, indicator, measure, reference, site, stage
from tests.unit.french import plain, well_formed

Y2024 = Period.year(2024)
ANSWERS = {"e1": (320, 400), "e2": (240, 400), "e3": (240, 400), "e3-second": (200, 400), "e4": (3, 5), "e5": (9, 20)}


def question(code, commitment, **others):
    return indicator(code, Kind.SHARE, commitment=commitment, scale=SATISFACTION, **others)


def catalogue(**changes):
    listed = [question(code, int(code[1])) for code in ANSWERS]
    listed.append(indicator("e6", Kind.SHARE, commitment=6))
    found = reference(*(replace(i, **changes.get(i.code.replace("-", "_"), {})) for i in listed))
    commitments = tuple(Commitment(n, "proches", f"Engagement {n}", f"E{n}") for n in range(1, 7))
    return replace(found, editions=(Edition(2021, dt.date(2021, 1, 1), "test", commitments),))


def installed(home, asked, **changes):
    settings = Settings(home=home, memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A"), site("B")])
    answers = [
        answer("A" if rank % 2 else "B", f"2024-{rank % 12 + 1:02}-10", 4 if rank < x else 1, indicator=code)
        for code, (x, n) in ANSWERS.items()
        if code in asked
        for rank in range(n)
    ]
    stage(settings, kind="survey", answers=answers)
    stage(settings, measures=[measure("A", "2024-03", 70.0, indicator="e6")])
    publish(settings, catalogue(**changes))
    return settings


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    return installed(tmp_path_factory.mktemp("engagements"), ANSWERS, e3_second={"headline": True})


@pytest.fixture(scope="module")
def reader(settings):
    return open_current(settings)


def percent(x, n):
    share = wilson(x, n)
    numbers = (100 * number for number in (share.value, share.lower, share.upper))
    return Result(*numbers, n, se=100 * share.se)


def test_hand_worked(reader, settings):
    """80 % against the mean of 60 % and 50 % (the headline question of engagement 3): +25 points."""
    found = compare_engagements(reader, Scope(), settings, Y2024)
    first = found.engagements[0]
    assert first.figure.estimate.value == 80
    assert first.comparison.benchmark.value == 55
    assert first.comparison.difference == 25
    expected = prudent_gap(percent(320, 400), equal_weight_mean([percent(240, 400), percent(200, 400)]))
    assert (first.comparison.lower, first.comparison.upper) == pytest.approx((expected.lower, expected.upper), rel=1e-6)
    assert (first.comparison.verdict, first.comparison.significant, first.comparison.material) == (
        Verdict.BETTER,
        True,
        True,
    )
    assert found.mean == pytest.approx((80 + 60 + 50) / 3)


def test_every_engagement_has_its_state(reader, settings):
    found = compare_engagements(reader, Scope(), settings, Y2024)
    rows = {row.commitment.number: row for row in found.engagements}
    assert list(rows) == [1, 2, 3, 4, 5]
    assert [c.number for c in found.missing] == [4, 5, 6]
    assert rows[2].comparison.verdict is Verdict.NO_EVIDENCE
    assert (rows[3].figure.indicator.code, len(rows[3].candidates)) == ("e3-second", 2)
    assert rows[3].comparison.verdict is Verdict.WORSE
    masked, fragile = rows[4], rows[5]
    assert masked.figure.estimate.status is Status.MASKED
    assert (masked.comparison.benchmark, masked.comparison.difference, masked.adjusted_p) == (None, None, None)
    assert fragile.figure.estimate.fragile
    assert (fragile.comparison.verdict, fragile.comparison.reason) == (Verdict.NOT_TESTED, "base faible")
    well_formed(found.reading.conclusion)
    well_formed(found.reading.limit)
    assert plain(found.reading.conclusion) == (
        "Sur 3 engagements comparés, 1 est meilleur et 1 est moins bon que la moyenne des autres."
    )
    assert "engagements 4, 5 et 6 absents de la moyenne" in plain(found.reading.limit)
    assert "tests corrigés de leur nombre (3)" in plain(found.reading.limit)


def test_the_command_gives_the_verdict_of_the_page(reader, settings):
    """The indicator that stands for an engagement has the verdict of the list; another one takes its place there."""
    page = {row.figure.indicator.code: row for row in compare_engagements(reader, Scope(), settings, Y2024).engagements}
    asked = Question(("e1", "e2", "e3", "e3-second"), (), Scope(), Y2024, Against.OTHERS)
    for figure in figures(reader, asked, settings):
        if row := page.get(figure.indicator.code):
            assert figure.comparison == row.comparison
        else:
            assert figure.comparison.benchmark.value == 70


def test_by_site_each_is_compared_where_it_is(reader, settings):
    by_site = Question(("e1", "e4"), (Axis.SITE,), Scope(), Y2024, Against.OTHERS)
    for figure in figures(reader, by_site, settings):
        if isinstance(figure.estimate, Withheld):
            assert figure.comparison.difference is None
        else:
            assert figure.comparison.difference == pytest.approx(25)


@pytest.mark.parametrize("code", ["e6", "mean", "delay", "positive", "question", "net"])
def test_what_is_not_comparable_is_refused(reader, settings, code):
    with pytest.raises(QueryError, match="ne se compare pas entre engagements") as refusal:
        figures(reader, Question((code,), (), Scope(), Y2024, Against.OTHERS), settings)
    assert str(refusal.value).count(".") == 1


@pytest.mark.parametrize(
    "change",
    [
        {"nature": Nature.DELIVERED},
        {"kind": Kind.DISTRIBUTION},
        {"unit": "points"},
        {"direction": Direction.LOWER},
        {"direction": Direction.NEUTRAL},
        {"commitment": None},
        {"derived_from": "reviews.positive"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_only_like_is_compared_with_like(change):
    good = question("e1", 1)
    assert comparable(good, frozenset({"e1"}))
    assert not comparable(good, frozenset())
    assert not comparable(replace(good, **change), frozenset({"e1"}))


def test_two_others_at_least(tmp_path):
    settings = installed(tmp_path, {"e1", "e2"})
    found = compare_engagements(open_current(settings), Scope(), settings, Y2024)
    assert [row.comparison.verdict for row in found.engagements] == [Verdict.NOT_TESTED] * 2
    assert [row.comparison.benchmark for row in found.engagements] == [None, None]
    assert found.mean == 70
    assert plain(found.reading.conclusion) == "Aucun engagement ne peut être comparé à la moyenne des autres."
    assert "moins de deux autres engagements ont un chiffre solide" in found.reading.limit


def test_a_single_engagement_and_none(tmp_path):
    one = installed(tmp_path / "one", {"e1"})
    alone = compare_engagements(open_current(one), Scope(), one, Y2024)
    assert (len(alone.engagements), alone.mean) == (1, None)
    none = installed(tmp_path / "none", set())
    empty = compare_engagements(open_current(none), Scope(), none)
    assert (empty.engagements, empty.mean, empty.period) == ((), None, None)
    assert isinstance(alone.engagements[0].figure.estimate, Shown)


def test_a_small_gap_is_no_verdict(tmp_path):
    """+25 points are demonstrated; with a smallest useful gap of 30 points they do not matter."""
    settings = installed(tmp_path, ANSWERS, e1={"material_gap": 30.0}, e3_second={"headline": True})
    first = compare_engagements(open_current(settings), Scope(), settings, Y2024).engagements[0]
    assert (first.comparison.verdict, first.comparison.significant, first.comparison.material) == (
        Verdict.STABLE,
        True,
        False,
    )


def test_an_unknown_place_is_refused(reader, settings):
    with pytest.raises(QueryError):
        compare_engagements(reader, Scope(services=("ailleurs",)), settings, Y2024)
