"""Themes and engagements of the opinions by hand: expressions of several words, corrected verdicts, what is hidden."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.analyses.review_commitments import tone_by_commitment
from dashboard.analyses.review_corpus import corpus
from dashboard.analyses.review_months import course
from dashboard.analyses.review_results import results
from dashboard.analyses.review_selection import Wanted
from dashboard.analyses.review_topics import topics
from dashboard.analyses.review_words import characteristic
from dashboard.catalog.review_vocabulary_file import ReviewTopic
from dashboard.config import Settings
from dashboard.domain.comparison import Against, Verdict
from dashboard.domain.estimate import Shown
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.stats.representatives import representatives, vectors
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from dashboard.wording.reviews import gap_clause
from tests.builders import indicator, reference, review, site, stage

Y2024, EVERYWHERE = Period.year(2024), Wanted(Scope(), Period.year(2024))
EVERYONE = indicator("positive", derived_from="reviews.positive")
TOPICS = (
    ReviewTopic("attente", "Attente", 1, ("salle d’attente", "queue")),
    ReviewTopic("guichet", "Guichet", 1, ("guichet",)),
    ReviewTopic("ligne", "En ligne", 2, ("en ligne",)),
)
Told = list[tuple[str, str, int]]


def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: Told) -> tuple[Settings, Store]:
    """Opinions: day, text, tone."""
    for module in ("review_selection", "review_topics"):
        monkeypatch.setattr(f"dashboard.analyses.{module}.review_vocabulary", lambda: TOPICS)
    settings = Settings(home=tmp_path, memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A")])
    rows = [review(f"r{i:04}", "A", on, text=text, feeling=tone) for i, (on, text, tone) in enumerate(said)]
    stage(settings, kind="spplus-reviews", reviews=rows)
    described = reference()
    publish(settings, type(described)(described.indicators, described.editions, topics=TOPICS))
    return settings, open_current(settings)


def year(of: int, text: str, positive: int, negative: int) -> Told:
    return [(f"{of}-05-10", text, 1)] * positive + [(f"{of}-05-10", text, -1)] * negative


def test_the_words_of_an_expression_follow_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Une salle d’attente pleine",
        "La salle et une attente",
        "Les salles d'attentes",
        "attente en salle",
        "LIGNE",
    ]
    texts += ["Tout se fait en ligne", "La ligne est coupée"]
    _, reader = published(tmp_path, monkeypatch, [(f"2024-03-{i + 1:02}", text, 1) for i, text in enumerate(texts)])
    opinions = corpus(reader)
    assert opinions.sampled.all()
    assert np.flatnonzero(opinions.about((0,))).tolist() == [0, 2]
    # « en » is a small word: an expression that begins with one is met by what follows it.
    assert np.flatnonzero(opinions.about((2,))).tolist() == [4, 5, 6]


def test_verdicts_of_engagements_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = [
        *year(2023, "Au guichet", 60, 140), *year(2024, "Au guichet", 120, 80),
        *year(2023, "Rien", 100, 100), *year(2024, "Rien", 100, 100),
        *year(2023, "en ligne", 50, 50), *year(2024, "en ligne", 50, 50),
    ]  # fmt: skip
    settings, reader = published(tmp_path, monkeypatch, said)
    [first] = tone_by_commitment(reader, EVERYWHERE, Against.LAST_YEAR, settings, EVERYONE)
    assert isinstance(first.share, Shown)
    assert (first.share.numerator, first.share.n) == (200, 500)
    assert isinstance(first.positive, Shown)
    assert first.positive.value == pytest.approx(60)
    assert first.change.verdict is Verdict.BETTER
    assert first.change.difference == pytest.approx(30)


def test_a_change_that_one_test_would_show_falls_once_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 64 then 86 of 400: z = 1.99, p = 0.046, shown alone; the least of three themes must pass 5 % ÷ 3.
    said = [
        *year(2023, "guichet", 32, 32), *year(2024, "guichet", 43, 43),
        *year(2023, "queue", 50, 50), *year(2024, "queue", 50, 50),
        *year(2023, "en ligne", 50, 50), *year(2024, "en ligne", 50, 50),
        *year(2023, "Rien", 68, 68), *year(2024, "Rien", 57, 57),
    ]  # fmt: skip
    settings, reader = published(tmp_path, monkeypatch, said)
    found = topics(reader, EVERYWHERE, Against.LAST_YEAR, settings, EVERYONE)
    change = {one.topic.code: one.change for one in found.figures}["guichet"]
    assert change.difference == pytest.approx(5.5)
    assert change.p_value is not None
    assert change.p_value < 0.05
    assert change.adjusted_p == pytest.approx(3 * change.p_value)
    assert change.verdict is Verdict.NO_EVIDENCE


def test_few_opinions_between_an_engagement_and_its_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # 100 speak of the counter, 104 of the engagement: four would follow.
    said = [*year(2024, "guichet", 50, 50), *year(2024, "queue", 2, 2), *year(2024, "Rien", 50, 50)]
    settings, reader = published(tmp_path, monkeypatch, said)
    [first] = tone_by_commitment(reader, EVERYWHERE, Against.LAST_YEAR, settings, EVERYONE)
    assert not isinstance(first.share, Shown)
    assert not isinstance(first.positive, Shown)
    wanted = Wanted(Scope(), Y2024, about="e1")
    answer = results(reader, wanted, settings, EVERYONE, "date", 1)
    assert (answer.withheld, answer.count, answer.gap) == (False, None, None)
    assert characteristic(reader, wanted, settings, EVERYONE).texts == ()
    assert course(reader, wanted, Against.LAST_YEAR, settings, EVERYONE).steps == ()


def test_steps_are_as_long_as_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [f"{year}-{month:02}-05" for year in (2022, 2023, 2024) for month in range(1, 13)]
    said = [(day, "Rien", tone) for day in days for tone in (1,) * 5 + (-1,) * 5]
    settings, reader = published(tmp_path, monkeypatch, said)
    found = course(reader, EVERYWHERE, Against.LAST_YEAR, settings, None)
    # 5 positive opinions a month: 15 a quarter may be told.
    assert (found.months, len(found.steps), found.told) == (3, 12, 1.0)
    assert {getattr(step.positive, "numerator", None) for step in found.steps} == {15}


def test_the_gap_of_a_search_has_a_margin_and_no_verdict() -> None:
    said = gap_clause(6.4, -4.6, 17.2)
    assert said == (
        "6\u00a0points de plus d’avis positifs que parmi les autres avis, marge indicative [−5\u00a0; 17], "
        "à titre exploratoire"
    )


def test_the_same_text_does_not_come_twice() -> None:
    # Five times the same text, two others that share one of its two words: closeness alone would repeat it.
    texts = [place for place in range(7) for _ in range(2)]
    terms = [0, 1] * 5 + [0, 2] + [1, 3]
    chosen = representatives(vectors(texts, terms, [1] * 14, 7), [1] * 7, 3)
    assert chosen[0] < 5
    assert sorted(chosen[1:]) == [5, 6]
