"""What waits, since when and how late: counted by hand here, by the two databases there."""

import datetime as dt

import pytest

from dashboard.config import Settings
from dashboard.domain.action import ActionState
from dashboard.domain.answering import Stage, StageCount, Urgency, days_left, urgency
from dashboard.domain.left_review import RefusalReason, review_code
from dashboard.errors import RegistryError
from dashboard.reception.action_form import ActionForm
from dashboard.registry.action_reviews import untie_review
from dashboard.registry.actions import create_action
from dashboard.registry.answering_queue import queue, stage_counts
from dashboard.registry.left_reviews import reviews_numbered
from dashboard.registry.moderation import publish_review, refuse_review
from dashboard.registry.replies import draft_reply, validate_reply
from dashboard.registry.reply_votes import vote
from dashboard.registry.review_history import history
from tests.registry.acts import NOW, after, left


def shown(settings: Settings, text: str, days: float, site: str = "A") -> int:
    """The number of an opinion published `days` before NOW."""
    number = left(settings, text, after(days=-days - 1), site=site)
    publish_review(settings, number, "mod", after(days=-days))
    return number


def numbers(settings: Settings, stage: Stage, sites: set[str] | None = None, limit: int = 20) -> list[int]:
    return [review.id for review in queue(settings, stage, sites, limit)]


@pytest.mark.parametrize(
    ("days", "left_days", "expected"),
    [
        (0, 7, Urgency.IN_TIME),
        (4.9, 3, Urgency.IN_TIME),
        (5, 2, Urgency.SOON),
        (6.5, 1, Urgency.SOON),
        (7, 0, Urgency.SOON),
        (7.01, -1, Urgency.LATE),
        (9, -2, Urgency.LATE),
    ],
)
def test_the_announced_delay(days: float, left_days: int, expected: Urgency) -> None:
    assert days_left(after(days=-days), NOW, 7) == left_days
    assert urgency(after(days=-days), NOW, 7) is expected


def test_stages_are_counted_with_their_age_and_their_delay(settings: Settings) -> None:
    left(settings, "Un.", after(days=-3))
    left(settings, "Deux.", after(days=-1), site="B")
    for text, days in (("Trois.", 10.0), ("Quatre.", 7.0), ("Cinq.", 5.5), ("Six.", 1.0)):
        shown(settings, text, days)
    draft = shown(settings, "Sept.", 8)
    draft_reply(settings, draft, "Merci.", "greffe", NOW)
    answered = shown(settings, "Huit.", 9, site="B")
    validate_reply(settings, draft_reply(settings, answered, "Merci.", "greffe", NOW), 1, "chef", NOW)
    refuse_review(settings, left(settings, "Neuf.", after(days=-2)), RefusalReason.INSULT, "mod", NOW)

    counted = stage_counts(settings, None, NOW)
    assert counted[Stage.TO_READ] == StageCount(2, after(days=-3), 0, 0)
    assert counted[Stage.TO_ANSWER] == StageCount(4, after(days=-10), late=1, soon=2)
    assert counted[Stage.TO_VALIDATE] == StageCount(1, after(days=-8), late=1, soon=0)
    assert (counted[Stage.ANSWERED].n, counted[Stage.REFUSED].n) == (1, 1)
    of_b = stage_counts(settings, {"B"}, NOW)
    assert [of_b[stage].n for stage in Stage] == [1, 0, 0, 1, 0]
    assert stage_counts(settings, set(), NOW) == dict.fromkeys(Stage, StageCount())


def test_the_queue_begins_with_the_oldest_and_is_read_by_pages(settings: Settings) -> None:
    recent, oldest, middle = shown(settings, "Un.", 1), shown(settings, "Deux.", 9), shown(settings, "Trois.", 4, "B")
    assert numbers(settings, Stage.TO_ANSWER) == [oldest, middle, recent]
    assert numbers(settings, Stage.TO_ANSWER, {"A"}) == [oldest, recent]
    assert [review.id for review in queue(settings, Stage.TO_ANSWER, None, 2, offset=2)] == [recent]
    assert queue(settings, Stage.TO_ANSWER, None, 1)[0].themes == ("Relation",)


def test_what_is_done_begins_with_the_last(settings: Settings) -> None:
    first, last = shown(settings, "Un.", 9), shown(settings, "Deux.", 10)
    for moment, review in enumerate((first, last)):
        reply = draft_reply(settings, review, "Merci.", "greffe", NOW)
        validate_reply(settings, reply, 1, "chef", after(hours=moment))
    assert numbers(settings, Stage.ANSWERED) == [last, first]


def test_a_perimeter_of_thousands_of_sites(settings: Settings) -> None:
    kept = shown(settings, "Un.", 1)
    sites = {f"S{rank}" for rank in range(5_000)} | {"A"}
    assert numbers(settings, Stage.TO_ANSWER, sites) == [kept]
    assert stage_counts(settings, sites, NOW)[Stage.TO_ANSWER].n == 1


def test_opinions_by_number(settings: Settings) -> None:
    first, second = left(settings, "Un."), left(settings, "Deux.")
    assert [review.text for review in reviews_numbered(settings, [second, 99, first])] == ["Un.", "Deux."]


def test_the_history_of_an_opinion_is_whole_and_in_order(settings: Settings) -> None:
    review, other = shown(settings, "Un.", 3), shown(settings, "Deux.", 3)
    reply = draft_reply(settings, review, "Merci.", "greffe", NOW)
    validate_reply(settings, reply, 1, "chef", NOW)
    vote(settings, reply, "t" * 32, True, NOW)
    form = ActionForm("Guichet", "Ouvrir.", "le greffe", ActionState.UNDER_WAY, site="A")
    create_action(settings, form, "agent", NOW, [review_code(review)])
    create_action(settings, form, "agent", NOW, [review_code(other)])
    assert [(line.actor, line.act.value) for line in history(settings, review)] == [
        ("usager", "left"),
        ("mod", "published"),
        ("greffe", "drafted"),
        ("chef", "validated"),
        ("agent", "tied"),
    ]
    assert all(isinstance(line.at, dt.datetime) for line in history(settings, review))


def test_the_history_names_an_action_that_was_untied(settings: Settings) -> None:
    review = shown(settings, "Un.", 3)
    form = ActionForm("Guichet", "Ouvrir.", "le greffe", ActionState.UNDER_WAY, site="A")
    action = create_action(settings, form, "agent", NOW, [review_code(review)])
    untie_review(settings, action, review_code(review), "chef", NOW)
    assert [(line.act.value, line.action) for line in history(settings, review)] == [
        ("left", ""),
        ("published", ""),
        ("tied", "Guichet"),
        ("untied", "Guichet"),
    ]


def test_a_reply_with_a_blank_is_refused(settings: Settings) -> None:
    review = shown(settings, "Un.", 1)
    with pytest.raises(RegistryError, match="«\u00a0\\[date\\]\u00a0»"):
        draft_reply(settings, review, "Merci. Le [date], le guichet ouvrira.", "greffe", NOW)
    draft_reply(settings, review, "Merci. Le 2 mars, le guichet ouvrira [enfin.", "greffe", NOW)
