"""A moderator publishes, refuses, masks; each step is possible once and has its line."""

import pytest

from dashboard.config import Settings
from dashboard.domain.left_review import RefusalReason, ReviewState
from dashboard.errors import RegistryError
from dashboard.registry.audit import audit_of
from dashboard.registry.moderation import mask_passage, publish_review, refuse_review
from dashboard.wording.left_reviews import CHANNELS, REASONS, REPLY_STATES, REVIEW_STATES, TONES
from tests.registry.acts import NOW, acts, after, left, only, published


def test_an_opinion_is_published(settings: Settings) -> None:
    number = left(settings)
    publish_review(settings, number, "  Mme\u00a0Modération ", after(days=1))
    assert (only(settings).state, only(settings).published_at) == (ReviewState.PUBLISHED, after(days=1))
    assert acts(settings, "left_review", number) == [("usager", "left"), ("Mme Modération", "published")]


@pytest.mark.parametrize("reason", RefusalReason)
def test_an_opinion_is_refused_for_a_reason(settings: Settings, reason: RefusalReason) -> None:
    number = left(settings)
    refuse_review(settings, number, reason, "mod", NOW)
    assert (only(settings).state, only(settings).refusal_reason) == (ReviewState.REFUSED, reason)
    assert audit_of(settings, "left_review", number)[-1].detail == reason.value


def test_an_opinion_that_is_shown_can_be_withdrawn(settings: Settings) -> None:
    number = published(settings)
    refuse_review(settings, number, RefusalReason.ACCUSATION, "mod", after(days=2))
    assert (only(settings).published_at, only(settings).refused_at) == (NOW, after(days=2))


def test_decisions_that_cannot_be_taken(settings: Settings) -> None:
    number = published(settings)
    with pytest.raises(RegistryError, match=r"Cet avis est déjà publié\."):
        publish_review(settings, number, "mod", NOW)
    refuse_review(settings, number, RefusalReason.INSULT, "mod", NOW)
    with pytest.raises(RegistryError, match="a été refusé\u00a0: il ne peut plus être publié"):
        publish_review(settings, number, "mod", NOW)
    with pytest.raises(RegistryError, match="a déjà été refusé"):
        refuse_review(settings, number, RefusalReason.INSULT, "mod", NOW)
    with pytest.raises(RegistryError, match="son texte ne se modifie plus"):
        mask_passage(settings, number, "Accueil", "mod", NOW)
    with pytest.raises(RegistryError, match="Cet avis n’existe pas"):
        publish_review(settings, 999, "mod", NOW)
    assert acts(settings, "left_review", number) == [("usager", "left"), ("mod", "published"), ("mod", "refused")]


@pytest.mark.parametrize("actor", ["", " \u202e ", "x" * 121])
def test_nobody_decides_without_a_name(settings: Settings, actor: str) -> None:
    number = left(settings)
    with pytest.raises(RegistryError):
        publish_review(settings, number, actor, NOW)
    assert only(settings).state is ReviewState.WAITING


def test_a_passage_is_masked_wherever_it_stands(settings: Settings) -> None:
    number = left(settings, "Dupont était là. Dupont aussi.")
    mask_passage(settings, number, "Dupont", "mod", NOW)
    assert only(settings).text == "[donnée personnelle] était là. [donnée personnelle] aussi."
    line = audit_of(settings, "left_review", number)[-1]
    assert (line.act, line.detail) == ("masked", "passages=2")


@pytest.mark.parametrize("passage", ["Martin", "", " "])
def test_a_passage_that_is_not_there_is_refused(settings: Settings, passage: str) -> None:
    number = left(settings, "Dupont était là.")
    with pytest.raises(RegistryError, match="Ce passage n’est pas dans l’avis"):
        mask_passage(settings, number, passage, "mod", NOW)


def test_every_word_of_the_code_has_a_french_one() -> None:
    for labels in (TONES, CHANNELS, REVIEW_STATES, REASONS, REPLY_STATES):
        assert set(labels) == set(type(next(iter(labels))))
        assert len(set(labels.values())) == len(labels)
