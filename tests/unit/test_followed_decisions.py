"""The item that an agenda opens on: what became of the decisions of the meetings before."""

import datetime as dt

from dashboard.analyses.followed_decisions import followed
from dashboard.analyses.told_decisions import ToldDecision
from dashboard.domain.action import DecisionState
from dashboard.registry.review_meetings import Decision, ReviewMeeting
from tests.meetings import ACTION

BEFORE = ReviewMeeting(1, "Comité de mars", dt.date(2026, 3, 2), {}, 3)
ON = dt.date(2026, 12, 2)


def decision(number: int, state: DecisionState, due_on: dt.date | None = None, meeting: int = 1) -> ToldDecision:
    return ToldDecision(Decision(number, meeting, f"Décision {number}", "greffe", due_on, None, None, state))


def test_states_owners_terms_and_what_is_late() -> None:
    decided = [
        decision(1, DecisionState.OPEN, dt.date(2026, 12, 1)),
        decision(2, DecisionState.OPEN, ON),
        decision(3, DecisionState.DONE, dt.date(2026, 5, 1)),
        decision(4, DecisionState.DROPPED, None),
        decision(5, DecisionState.OPEN, None),
    ]
    [item] = followed([BEFORE], decided, ON)
    assert item.title == "Suivi des décisions du 2 mars 2026"
    assert item.conclusion == (
        "5\u00a0décisions\u00a0: 1\u00a0faite, 1\u00a0abandonnée, 3\u00a0à faire, dont 1\u00a0en retard."
    )
    assert item.table is not None
    assert item.table.rows[0] == ("Décision 1.", "2 mars 2026", "greffe", "1er décembre 2026", "à faire, en retard")
    assert [row[4] for row in item.table.rows] == ["à faire, en retard", "à faire", "faite", "abandonnée", "à faire"]
    assert item.table.rows[3][3] == "–"


def test_what_is_still_to_be_done_of_any_meeting_is_brought_again() -> None:
    june = ReviewMeeting(2, "Comité de juin", dt.date(2026, 6, 1), {}, 4)
    september = ReviewMeeting(3, "Comité sans décision", dt.date(2026, 9, 1), {}, 4)
    decided = [
        decision(1, DecisionState.OPEN, dt.date(2026, 5, 1)),
        decision(2, DecisionState.DONE),
        decision(3, DecisionState.DROPPED),
        decision(4, DecisionState.DONE, meeting=2),
        decision(5, DecisionState.OPEN, meeting=2),
    ]
    [item] = followed([september, june, BEFORE], decided, ON)
    assert item.table is not None
    assert [(row[0], row[1], row[4]) for row in item.table.rows] == [
        ("Décision 1.", "2 mars 2026", "à faire, en retard"),
        ("Décision 4.", "1er juin 2026", "faite"),
        ("Décision 5.", "1er juin 2026", "à faire"),
    ]
    assert item.title == "Suivi des décisions du 1er juin 2026 et des revues d’avant"
    assert item.conclusion == "3\u00a0décisions\u00a0: 1\u00a0faite, 2\u00a0à faire, dont 1\u00a0en retard."


def test_what_it_is_about_and_the_action_that_carries_it_out_are_told() -> None:
    told = ToldDecision(decision(1, DecisionState.OPEN).decision, "Accueil courtois, Site A", (ACTION,))
    [item] = followed([BEFORE], [told], dt.date(2027, 3, 1))
    assert item.table is not None
    assert item.table.rows[0][0] == (
        "Décision 1. Objet\u00a0: Accueil courtois, Site A. Action «\u00a0Un second guichet\u00a0»\u00a0: en cours, "
        "échéance le 1er février 2027, en retard."
    )


def test_nothing_without_a_meeting_before_or_a_decision() -> None:
    assert followed([], [], ON) == ()
    assert followed([BEFORE], [], ON) == ()
