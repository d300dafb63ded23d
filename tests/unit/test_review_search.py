"""Searching opinions: words by hand, the index against a naive search, themes, what is withheld."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analyses.review_corpus import corpus, matching
from dashboard.analyses.review_parts import Tally, hidden, may_count, may_tell_tones
from dashboard.analyses.review_results import results
from dashboard.analyses.review_selection import Wanted
from dashboard.catalog.review_vocabulary_file import ReviewTopic
from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.lexicon.search import is_sought, parse
from dashboard.lexicon.words import composed, cut, folded, stem
from dashboard.stats.log_odds import log_odds
from dashboard.stats.representatives import representatives, vectors
from dashboard.store.publish import publish
from dashboard.store.store import Store, open_current
from dashboard.ui.sections.review_results import marked
from tests.builders import reference, review, site, stage

Y2024 = Period.year(2024)
TEXTS = (
    "L’accueil est parfait, merci aux agents du guichet.",
    "Accueillis sans un bonjour ; délai trop long.",
    "Les délais ne sont pas tenus, pas de réponse au téléphone.",
    "PAS DE RÉPONSE depuis des mois, mon cœur se serre.",
    "Réponse pas claire, rendez-vous reporté.",
    "<script>alert('x')</script> téléphones coupés",
)
VOCABULARY = ("accueil", "agents", "délai", "réponse", "pas", "téléphone", "bonjour", "mois", "guichets", "cœur")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    settings = Settings(home=tmp_path_factory.mktemp("search"), memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A")])
    rows = [review(f"r{i}", "A", f"2024-03-{i + 1:02d}", text=text, feeling=1) for i, text in enumerate(TEXTS)]
    stage(settings, kind="spplus-reviews", reviews=rows)
    publish(settings, reference())
    return open_current(settings)


def found(store: Store, query: str) -> list[int]:
    return np.flatnonzero(matching(store, corpus(store), parse(query)).flags).tolist()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("accueil", [0, 1]),
        ("DELAIS", [1, 2]),
        ("l'accueil", [0, 1]),
        ("coeur", [3]),
        ("telephone", [2, 5]),
        ('"pas de réponse"', [2, 3]),
        ('"réponse pas', [4]),
        ("réponse -téléphone", [3, 4]),
        ("rendez-vous", [4]),
        ("délai zzz", []),
        ("script", [5]),
        ("' or 1=1 --", []),
    ],
)
def test_searches_by_hand(store: Store, query: str, expected: list[int]) -> None:
    assert found(store, query) == expected


def naive(text: str, query: str) -> bool:
    """Every word has its stem in the text, by reading it."""
    stems = {stem(word.text) for word in cut(composed(text)) if is_sought(word.text)}
    return all(stem(word.text) in stems for word in cut(query))


@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3))
def test_the_index_finds_what_reading_finds(store: Store, words: list[str]) -> None:
    query = " ".join(words)
    assert found(store, query) == [place for place, text in enumerate(TEXTS) if naive(text, query)]


@given(st.text(max_size=300))
def test_any_text_may_be_typed(query: str) -> None:
    assert len(parse(query).sought) <= 8
    assert len(parse(query * 40).sought) <= 8


def test_words_by_hand() -> None:
    assert [word.text for word in cut("L’Œuvre, d’un cœur !")] == ["l", "œuvre", "d", "un", "cœur"]
    assert folded("œuvré") == "oeuvre"
    assert stem("délais") == stem("délai")
    assert stem("accueillie") == stem("accueil")
    assert parse("de la").ignored == ("de", "la")
    assert parse("-délai").wanted == ()


def test_words_are_marked_and_texts_escaped() -> None:
    assert marked("<b>Délais</b>", frozenset({"délais"})) == "&lt;b&gt;<mark>Délais</mark>&lt;/b&gt;"


def opinions(tmp_path: Path, held: int, others: int) -> tuple[Settings, Store]:
    settings = Settings(home=tmp_path, memory_limit="500MB")
    stage(settings, kind="spplus-structures", sites=[site("A")])
    rows = [
        review(f"r{i}", "A", "2024-03-01", text="Le guichet" if i < held else "Rien", feeling=1 if i % 2 else -1)
        for i in range(held + others)
    ]
    stage(settings, kind="spplus-reviews", reviews=rows)
    topics = (ReviewTopic("guichet", "Guichet", 1, ("guichets",)),)
    described = reference()
    publish(settings, type(described)(described.indicators, described.editions, topics=topics))
    return settings, open_current(settings)


@pytest.mark.parametrize(("held", "others", "told"), [(40, 40, 40), (5, 75, None), (75, 5, None), (80, 0, 80)])
def test_neither_a_part_nor_the_rest_is_small(tmp_path: Path, held: int, others: int, told: int | None) -> None:
    settings, reader = opinions(tmp_path, held, others)
    answer = results(reader, Wanted(Scope(), Y2024, "guichet"), settings, None, "date", 1)
    assert getattr(answer.count, "value", None) == told
    assert np.count_nonzero(corpus(reader).about((0,))) == held
    if told is None:
        assert len(answer.texts) <= 10
        assert {text.feeling for text in answer.texts} == {2}
        assert answer.tones == ()


def test_a_scope_that_is_withheld_lists_nothing(tmp_path: Path) -> None:
    settings, reader = opinions(tmp_path, 6, 2)
    answer = results(reader, Wanted(Scope(), Y2024, ""), settings, None, "date", 1)
    assert (answer.withheld, answer.texts, answer.count) == (True, (), None)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=12))
def test_no_hidden_month_follows_from_the_total(counts: list[tuple[int, int]]) -> None:
    settings = Settings(home=Path())
    parts = [Tally((positive, 0, negative, 0)) for positive, negative in counts]
    closed = hidden(parts, settings)
    assert all(
        may_count(p, p, settings) and may_tell_tones(p, p, settings)
        for p, c in zip(parts, closed, strict=True)
        if not c
    )
    left = [part for part, shut in zip(parts, closed, strict=True) if shut]
    if left and any(p.n for p, shut in zip(parts, closed, strict=True) if not shut):
        assert len(left) > 1
        assert not 0 < sum(part.n for part in left) < settings.masked_below


def test_words_of_one_group_by_hand() -> None:
    more, same, fewer = log_odds([50, 20, 5], 100, [5, 20, 50], 100)
    assert more > 1.96
    assert same == pytest.approx(0)
    assert fewer == pytest.approx(-more)


def test_representatives_keep_the_proportion_of_tones_and_differ() -> None:
    # Three texts alike, one apart: of two, the second is the one apart; of two tones, one a tone.
    rows = vectors([0, 0, 1, 1, 2, 2, 3, 3], [0, 1, 0, 1, 0, 1, 0, 2], [1] * 8, 4)
    assert representatives(rows, [1, 1, 1, 1], 2)[1] == 3
    assert sorted(place // 2 for place in representatives(rows, [1, 1, -1, -1], 2)) == [0, 1]
