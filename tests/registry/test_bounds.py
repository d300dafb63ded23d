"""What each role may do, function by function: elsewhere and without the right it is refused, and nothing changes."""

import datetime as dt
from collections.abc import Callable

import pytest

from dashboard.authority import acting
from dashboard.config import Settings
from dashboard.domain.access import OPEN, PUBLIC, RIGHTS, Access, Grant, Perimeter, Person, Right, Role
from dashboard.domain.action import ActionState, DecisionState
from dashboard.domain.left_review import RefusalReason, review_code
from dashboard.errors import AccessError
from dashboard.reception.action_form import ActionForm
from dashboard.registry import answering_queue, review_journal
from dashboard.registry.action_reviews import tie_review
from dashboard.registry.actions import action_numbered, actions, change_action, change_action_state, create_action
from dashboard.registry.agenda import add_remark, agenda, comment_item, move_item, remove_item
from dashboard.registry.audit_chain import verify
from dashboard.registry.left_reviews import contact_of, left_reviews, read_contact, reviews_numbered
from dashboard.registry.moderation import mask_passage, publish_review, refuse_review
from dashboard.registry.people import people
from dashboard.registry.replies import draft_reply, reply_to, rewrite_reply, validate_reply
from dashboard.registry.retention import erase_email
from dashboard.registry.review_history import history
from dashboard.registry.review_meetings import (
    DecisionForm,
    change_decision_state,
    create_meeting,
    decision_numbered,
    decisions,
    record_decision,
    record_participants,
    review_meeting,
    review_meetings,
)
from tests.registry.acts import NOW, left, published

Call = Callable[[Settings], object]
WAITING, SHOWN = 1, 2
HERE = Perimeter(sites=("A",), services=("tj",))
ELSEWHERE = Perimeter(sites=("B",), services=("ca",))
PLACE = {"service": ["tj"]}
FORM = ActionForm("Un guichet", "Ouvrir un guichet.", "greffe", site="A")

CALLS: dict[str, tuple[Right, Call]] = {
    "publish": (Right.MODERATE, lambda s: publish_review(s, WAITING, "x", NOW)),
    "refuse": (Right.MODERATE, lambda s: refuse_review(s, WAITING, RefusalReason.INSULT, "x", NOW)),
    "mask": (Right.MODERATE, lambda s: mask_passage(s, WAITING, "rapide", "x", NOW)),
    "validate": (Right.MODERATE, lambda s: validate_reply(s, 1, 1, "x", NOW)),
    "erase": (Right.MODERATE, lambda s: erase_email(s, "usager@exemple.fr", "x", NOW)),
    "contact": (Right.ANSWER, lambda s: read_contact(s, WAITING, "x", NOW)),
    "rewrite": (Right.ANSWER, lambda s: rewrite_reply(s, 1, "Merci bien.", "x", NOW)),
    "draft": (Right.ANSWER, lambda s: draft_reply(s, 3, "Merci.", "x", NOW)),
    "history": (Right.ANSWER, lambda s: history(s, WAITING)),
    "read draft": (Right.ANSWER, lambda s: reply_to(s, SHOWN)),
    "create action": (Right.STEER, lambda s: create_action(s, FORM, "x", NOW)),
    "change action": (Right.STEER, lambda s: change_action(s, 1, "x", NOW, owner="y", due_on=None, done_on=None)),
    "action state": (Right.STEER, lambda s: change_action_state(s, 1, ActionState.DONE, "x", NOW)),
    "tie": (Right.STEER, lambda s: tie_review(s, 1, review_code(SHOWN), "x", NOW)),
    "meeting": (Right.STEER, lambda s: create_meeting(s, "Comité", NOW.date(), PLACE, 1, "x", NOW)),
    "remark": (Right.STEER, lambda s: add_remark(s, 1, "Point", "Texte", "x", NOW)),
    "comment": (Right.STEER, lambda s: comment_item(s, 1, "Texte", "x", NOW)),
    "move": (Right.STEER, lambda s: move_item(s, 1, 1, "x", NOW)),
    "remove": (Right.STEER, lambda s: remove_item(s, 1, "x", NOW)),
    "participants": (Right.STEER, lambda s: record_participants(s, 1, "Anne", "x", NOW)),
    "decision": (Right.STEER, lambda s: record_decision(s, 1, DecisionForm("Ouvrir.", "greffe"), "x", NOW)),
    "decision state": (Right.STEER, lambda s: change_decision_state(s, 1, DecisionState.DONE, "x", NOW)),
    "agenda": (Right.READ, lambda s: agenda(s, 1)),
    "people": (Right.GRANT, lambda s: people(s)),
}


@pytest.fixture
def filled(settings: Settings) -> Settings:
    """An opinion that waits, with an address; one published, with a draft; one published without; an action; a meeting
    with two items and a decision: all of site A, service `tj`."""
    left(settings, email="usager@exemple.fr")
    shown = published(settings)
    published(settings)
    draft_reply(settings, shown, "Merci.", "greffe", NOW)
    create_action(settings, FORM, "greffe", NOW)
    create_meeting(settings, "Comité", NOW.date(), PLACE, 1, "greffe", NOW)
    for title in ("Premier", "Second"):
        add_remark(settings, 1, title, "Texte", "greffe", NOW)
    record_decision(settings, 1, DecisionForm("Former.", "greffe"), "greffe", NOW)
    return settings


def with_role(role: Role, perimeter: Perimeter) -> Access:
    return Access(Person("sub", "Anne"), (Grant(role, perimeter),))


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)  # nothing here depends on the database
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", CALLS)
def test_a_role_does_what_it_may_in_its_perimeter_and_nothing_else(filled: Settings, name: str, role: Role) -> None:
    right, call = CALLS[name]
    before = verify(filled)
    with acting(with_role(role, ELSEWHERE)):
        if right is not Right.GRANT:
            with pytest.raises(AccessError):
                call(filled)
    assert verify(filled) == before
    with acting(with_role(role, HERE)):
        if right in RIGHTS[role]:
            call(filled)
        else:
            with pytest.raises(AccessError):
                call(filled)
            assert verify(filled) == before


def test_lists_hold_the_perimeter_only(filled: Settings) -> None:
    late = NOW + dt.timedelta(days=1)
    with acting(with_role(Role.PILOT, ELSEWHERE)):
        assert actions(filled) == []
        assert action_numbered(filled, 1) is None
        assert review_meetings(filled) == []
        assert review_meeting(filled, 1) is None
        assert decisions(filled, 1) == []
        assert decision_numbered(filled, 1) is None
        assert left_reviews(filled) == []
        assert reviews_numbered(filled, [1, 2, 3]) == []
        assert contact_of(filled, WAITING) is None
        counts = answering_queue.stage_counts(filled, None, late)
        assert sum(one.n for one in counts.values()) == 0
        assert review_journal.journal(filled, frozenset({"A"}), 10) == []
    with acting(with_role(Role.PILOT, HERE)):
        assert len(actions(filled)) == len(review_meetings(filled)) == len(decisions(filled, 1)) == 1
        assert len(left_reviews(filled)) == 3
        assert contact_of(filled, WAITING) == "usager@exemple.fr"
        assert sum(one.n for one in answering_queue.stage_counts(filled, None, late).values()) == 3


def test_the_public_reads_what_is_published(filled: Settings) -> None:
    with acting(PUBLIC):
        assert [review.id for review in left_reviews(filled)] == [2, 3]
        assert len(actions(filled)) == 1
        with pytest.raises(AccessError):
            contact_of(filled, WAITING)
        with pytest.raises(AccessError):
            answering_queue.stage_counts(filled, None, NOW)
    with acting(OPEN):
        assert len(left_reviews(filled)) == 3
