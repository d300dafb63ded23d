"""What an action must change: fixed with it, changed by nobody, on the two databases; the rest of it changes."""

import datetime as dt

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dashboard.config import Settings
from dashboard.domain.action import ActionState, ExpectedDirection, ExpectedEffect
from dashboard.errors import RegistryError
from dashboard.reception.action_form import ActionForm
from dashboard.registry import database
from dashboard.registry.action_reviews import tie_review
from dashboard.registry.actions import action_numbered, actions, change_action, change_action_state, create_action
from dashboard.registry.audit import audit_of
from dashboard.registry.review_meetings import DecisionForm, create_meeting, decisions, record_decision
from tests.registry.acts import NOW, acts

TODAY = NOW.date()
EFFECT = ExpectedEffect("accueil-courtois", ExpectedDirection.UP, 2.5)


def form(**changed: object) -> ActionForm:
    values: dict[str, object] = {"title": "Un second guichet", "decided": "Ouvrir à 8 h 30.", "owner": "le greffe"}
    values |= {"site": "A", "indicator": "accueil-courtois", "expected": EFFECT}
    return ActionForm(**(values | changed))  # type: ignore[arg-type]


def made(settings: Settings, **changed: object) -> int:
    return create_action(settings, form(**changed), "agent", NOW)


def test_the_effect_is_kept_with_the_action_and_told_by_the_audit(settings: Settings) -> None:
    number = made(settings)
    action = action_numbered(settings, number)
    assert action is not None
    assert action.expected == EFFECT
    assert [(line.act.value, line.detail) for line in audit_of(settings, "action", number)] == [
        ("created", "considered"),
        ("effect_stated", "accueil-courtois up 2.5"),
    ]
    assert action_numbered(settings, 99) is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"indicator": None}, "sur aucun indicateur de l’action"),
        ({"indicator": "autre"}, "sur aucun indicateur de l’action"),
        ({"expected": ExpectedEffect("accueil-courtois", ExpectedDirection.UP, 0.0)}, "plus grand que zéro"),
        ({"expected": ExpectedEffect("accueil-courtois", ExpectedDirection.UP, float("nan"))}, "plus grand que zéro"),
        ({"expected": ExpectedEffect("accueil-courtois", ExpectedDirection.DOWN, -1.0)}, "plus grand que zéro"),
        ({"decision": 12}, "Cette décision n’existe pas"),
    ],
)
def test_an_effect_that_means_nothing_is_refused_with_its_action(
    settings: Settings, changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RegistryError, match=sentence):
        made(settings, **changed)
    assert actions(settings) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update expected_effect set smallest_change = 0.1",
        "update expected_effect set direction = 'down'",
        "delete from expected_effect",
    ],
)
def test_the_database_itself_refuses_to_change_an_effect(settings: Settings, statement: str) -> None:
    number = made(settings)
    with (
        pytest.raises(DBAPIError, match="an expected effect is fixed"),
        database.engine(settings).begin() as connection,
    ):
        connection.execute(text(statement))
    action = action_numbered(settings, number)
    assert action is not None
    assert action.expected == EFFECT


def test_whatever_becomes_of_an_action_its_effect_stays(settings: Settings) -> None:
    number = made(settings)
    change_action_state(settings, number, ActionState.DONE, "chef", NOW, dt.date(2026, 2, 1))
    change_action(settings, number, "chef", NOW, owner="autre", due_on=TODAY, done_on=dt.date(2026, 1, 15))
    change_action_state(settings, number, ActionState.ABANDONED, "chef", NOW)
    action = action_numbered(settings, number)
    assert action is not None
    assert (action.expected, action.indicator) == (EFFECT, "accueil-courtois")


def test_owner_term_and_day_change_and_each_change_has_its_line(settings: Settings) -> None:
    number = made(settings, state=ActionState.DONE, done_on=dt.date(2026, 2, 1))
    again = {"owner": "le greffe", "due_on": None, "done_on": dt.date(2026, 2, 1)}
    assert not change_action(settings, number, "chef", NOW, **again)  # type: ignore[arg-type]
    assert change_action(settings, number, "chef", NOW, owner=" Mme X ", due_on=TODAY, done_on=dt.date(2026, 1, 9))
    action = action_numbered(settings, number)
    assert action is not None
    assert (action.owner, action.due_on, action.done_on) == ("Mme X", TODAY, dt.date(2026, 1, 9))
    assert [(line.act.value, line.detail) for line in audit_of(settings, "action", number)][2:] == [
        ("owner_changed", "Mme X"),
        ("due_changed", "2026-03-02"),
        ("done_changed", "2026-01-09"),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"owner": " "}, "Le nom du responsable est vide"),
        ({"done_on": TODAY}, "l’action doit être"),
    ],
)
def test_a_wrong_change_changes_nothing(settings: Settings, changed: dict[str, object], sentence: str) -> None:
    number = made(settings)
    values: dict[str, object] = {"owner": "le greffe", "due_on": TODAY, "done_on": None}
    with pytest.raises(RegistryError, match=sentence):
        change_action(settings, number, "chef", NOW, **(values | changed))  # type: ignore[arg-type]
    assert actions(settings)[0].due_on is None
    with pytest.raises(RegistryError, match="n’existe pas"):
        change_action(settings, 99, "chef", NOW, owner="x", due_on=None, done_on=None)
    assert acts(settings, "action", number) == [("agent", "created"), ("agent", "effect_stated")]


def test_the_state_says_on_which_day_it_was_done(settings: Settings) -> None:
    number = made(settings)
    change_action_state(settings, number, ActionState.UNDER_WAY, "chef", NOW)
    change_action_state(settings, number, ActionState.DONE, "chef", NOW, dt.date(2026, 2, 1))
    assert [line.detail for line in audit_of(settings, "action", number)][2:] == ["under_way", "done 2026-02-01"]


def test_an_action_that_carries_out_a_decision_knows_its_meeting(settings: Settings) -> None:
    meeting = create_meeting(settings, "Comité", TODAY, {}, 1, "secrétaire", NOW)
    decision = record_decision(settings, meeting, DecisionForm("Ouvrir.", "greffe"), "chef", NOW)
    assert decision == decisions(settings, meeting)[0].id
    action = action_numbered(settings, made(settings, decision=decision))
    assert action is not None
    assert (action.decision, action.meeting) == (decision, meeting)


def test_actions_of_the_step_before_have_no_expected_effect(settings: Settings) -> None:
    number = made(settings, expected=None)
    tie_review(settings, number, "10001", "agent", NOW)
    command.downgrade(database.alembic_configuration(database.engine(settings)), "0004")
    database.forget(settings)
    [action] = actions(settings)
    assert (action.id, action.reviews, action.expected, action.decision) == (number, ("10001",), None, None)
