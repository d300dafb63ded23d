"""The journal of the opinions of a perimeter: every act on them, the last first, page by page."""

from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.domain.left_review import review_code
from dashboard.reception.action_form import ActionForm
from dashboard.registry.action_reviews import untie_review
from dashboard.registry.actions import change_action_state, create_action
from dashboard.registry.moderation import publish_review
from dashboard.registry.replies import draft_reply, validate_reply
from dashboard.registry.reply_votes import vote
from dashboard.registry.review_journal import journal, journal_length
from tests.registry.acts import NOW, after, left


def said(settings: Settings, sites: set[str] | None = None, limit: int = 20, offset: int = 0) -> list[tuple[str, ...]]:
    """Who, what, on which site."""
    return [(one.line.actor, one.line.act.value, one.site) for one in journal(settings, sites, limit, offset)]


def test_every_act_on_an_opinion_is_there_once(settings: Settings) -> None:
    first, second = left(settings, "Un."), left(settings, "Deux.", after(minutes=1), site="B")
    publish_review(settings, first, "mod", after(minutes=2))
    reply = draft_reply(settings, first, "Merci.", "greffe", after(minutes=3))
    validate_reply(settings, reply, 1, "chef", after(minutes=4))
    vote(settings, reply, "t" * 32, True, after(minutes=5))
    form = ActionForm("Guichet", "Ouvrir.", "le greffe", site="A")
    action = create_action(settings, form, "agent", after(minutes=6), [review_code(first), "10001"])
    change_action_state(settings, action, ActionState.DONE, "agent", after(minutes=7))
    untie_review(settings, action, review_code(first), "chef", after(minutes=8))

    of_a = [
        ("chef", "untied", "A"),
        ("agent", "tied", "A"),
        ("chef", "validated", "A"),
        ("greffe", "drafted", "A"),
        ("mod", "published", "A"),
    ]
    assert said(settings) == [*of_a, ("usager", "left", "B"), ("usager", "left", "A")]
    assert said(settings, {"B"}) == [("usager", "left", "B")]
    assert (journal_length(settings, None), journal_length(settings, {"A"})) == (7, 6)
    assert (said(settings, set()), journal_length(settings, set())) == ([], 0)
    [untied, tied, *_] = journal(settings, {"A"}, 20)
    assert (untied.review, untied.action, tied.action) == (first, "Guichet", "Guichet")
    assert journal(settings, {"B"}, 20)[0].review == second


def test_pages_neither_repeat_nor_forget(settings: Settings) -> None:
    for rank in range(7):
        left(settings, f"Avis {rank}.", NOW)
    numbers = [one.review for offset in (0, 3, 6) for one in journal(settings, None, 3, offset)]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 7
    assert journal(settings, None, 3, 9) == []
