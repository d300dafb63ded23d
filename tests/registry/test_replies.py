"""A reply is written by one person, validated by another as it was read, and judged once by each reader."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from dashboard import authority
from dashboard.config import Settings
from dashboard.domain.access import OPEN
from dashboard.domain.left_review import RefusalReason, ReplyState
from dashboard.errors import RegistryError
from dashboard.registry import database
from dashboard.registry.moderation import refuse_review
from dashboard.registry.replies import Reply, draft_reply, reply_to, rewrite_reply, validate_reply
from dashboard.registry.reply_votes import Votes, vote, votes_on
from tests.registry.acts import NOW, acts, after, left, only, published, replied

TOKEN = "t" * 32


def found(settings: Settings, review: int) -> Reply:
    reply = reply_to(settings, review)
    assert reply is not None
    return reply


def test_a_reply_is_written_then_validated_by_another(settings: Settings) -> None:
    review = published(settings)
    assert reply_to(settings, review) is None
    number = draft_reply(settings, review, " Merci.\u202e ", "greffe", after(days=1))
    draft = found(settings, review)
    assert (draft.text, draft.state, draft.author, draft.version) == ("Merci.", ReplyState.DRAFT, "greffe", 1)
    validate_reply(settings, number, 1, "chef", after(days=3))
    reply = found(settings, review)
    assert (reply.state, reply.validated_by, reply.validated_at) == (ReplyState.VALIDATED, "chef", after(days=3))
    assert acts(settings, "left_review_reply", number) == [("greffe", "drafted"), ("chef", "validated")]


@pytest.mark.parametrize("validator", ["greffe", "GREFFE", " greffe\u200f ", "ｇreffe"])
def test_an_author_never_validates_his_own_text(settings: Settings, validator: str) -> None:
    review = published(settings)
    number = draft_reply(settings, review, "Merci.", "greffe", NOW)
    with pytest.raises(RegistryError, match="par une autre personne que son auteur"):
        validate_reply(settings, number, 1, validator, NOW)
    assert found(settings, review).state is ReplyState.DRAFT


def test_a_draft_rewritten_since_it_was_read_is_not_validated(settings: Settings) -> None:
    review = published(settings)
    number = draft_reply(settings, review, "Merci.", "greffe", NOW)
    rewrite_reply(settings, number, "Non.", "autre", NOW)
    with pytest.raises(RegistryError, match="a changé depuis sa lecture"):
        validate_reply(settings, number, 1, "chef", NOW)
    with pytest.raises(RegistryError, match="par une autre personne que son auteur"):
        validate_reply(settings, number, 2, "autre", NOW)
    validate_reply(settings, number, 2, "chef", NOW)
    assert found(settings, review).text == "Non."


def test_the_text_of_another_person_is_not_replaced_unread(settings: Settings) -> None:
    review = published(settings)
    number = draft_reply(settings, review, "Merci.", "greffe", NOW)
    rewrite_reply(settings, number, "Merci bien.", "autre", NOW, version=1)
    with pytest.raises(RegistryError, match="Une autre personne a modifié cette réponse"):
        rewrite_reply(settings, number, "Non.", "greffe", NOW, version=1)
    assert found(settings, review).text == "Merci bien."


def test_a_validated_reply_never_changes(settings: Settings) -> None:
    number = replied(settings)
    with pytest.raises(RegistryError, match="elle ne se modifie plus"):
        rewrite_reply(settings, number, "Autre.", "greffe", NOW)
    with pytest.raises(RegistryError, match="est déjà validée"):
        validate_reply(settings, number, 1, "autre", NOW)


def test_only_a_published_opinion_has_a_reply_and_one_only(settings: Settings) -> None:
    with pytest.raises(RegistryError, match="on ne répond qu’à un avis publié"):
        draft_reply(settings, left(settings), "Merci.", "greffe", NOW)
    review = published(settings)
    number = draft_reply(settings, review, "Merci.", "greffe", NOW)
    with pytest.raises(RegistryError, match="a déjà une réponse"):
        draft_reply(settings, review, "Merci encore.", "autre", NOW)
    refuse_review(settings, review, RefusalReason.INSULT, "mod", NOW)
    with pytest.raises(RegistryError, match="on ne répond qu’à un avis publié"):
        validate_reply(settings, number, 1, "chef", NOW)
    with pytest.raises(RegistryError, match="Cette réponse n’existe pas"):
        validate_reply(settings, 999, 1, "chef", NOW)


@pytest.mark.parametrize("words", ["", " \n", "x" * 5001])
def test_a_reply_has_a_text(settings: Settings, words: str) -> None:
    with pytest.raises(RegistryError, match="La réponse"):
        draft_reply(settings, published(settings), words, "greffe", NOW)


def test_two_people_who_reply_at_once_write_one_reply(settings: Settings) -> None:
    review = published(settings)

    def write(who: int) -> str:
        try:
            draft_reply(settings, review, f"Merci {who}.", f"agent {who}", NOW)
        except RegistryError as error:
            return str(error)
        return "écrite"

    # A thread knows nobody by itself.
    with ThreadPoolExecutor(4, initializer=authority.provided_by, initargs=(lambda: OPEN,)) as pool:
        said = sorted(pool.map(write, range(4)))
    assert said == ["Cet avis a déjà une réponse\u00a0: ouvrir celle qui existe."] * 3 + ["écrite"]


def test_a_reader_has_one_voice_and_may_change_it(settings: Settings) -> None:
    number = replied(settings)
    vote(settings, number, TOKEN, True, NOW)
    vote(settings, number, "u" * 32, True, NOW)
    vote(settings, number, "v" * 32, False, NOW)
    assert votes_on(settings, number) == Votes(2, 3)
    vote(settings, number, TOKEN, False, NOW)
    assert votes_on(settings, number) == Votes(1, 3)
    with database.reading(settings) as session:
        assert TOKEN not in repr(session.execute(text("select * from reply_vote")).all())


def test_a_reply_whose_opinion_is_withdrawn_is_judged_no_more(settings: Settings) -> None:
    reply = replied(settings)
    refuse_review(settings, only(settings).id, RefusalReason.OFF_TOPIC, "mod", NOW)
    with pytest.raises(RegistryError, match="n’est pas publiée"):
        vote(settings, reply, "t" * 20, True, NOW)
    assert votes_on(settings, reply).total == 0


def test_a_reader_who_votes_many_times_at_once_counts_once(settings: Settings) -> None:
    number = replied(settings)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: vote(settings, number, TOKEN, True, NOW), range(8)))
    assert votes_on(settings, number) == Votes(1, 1)


def test_voices_that_are_refused(settings: Settings) -> None:
    draft = draft_reply(settings, published(settings), "Merci.", "greffe", NOW)
    with pytest.raises(RegistryError, match="ne peut pas encore être jugée"):
        vote(settings, draft, TOKEN, True, NOW)
    with pytest.raises(RegistryError, match="Ce navigateur n’est pas reconnu"):
        vote(settings, draft, "court", True, NOW)
    assert votes_on(settings, draft) == Votes(0, 0)
