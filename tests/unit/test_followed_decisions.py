"""The item that an agenda opens on: what became of the decisions of the last meeting."""

import datetime as dt

from dashboard.analyses.followed_decisions import followed
from dashboard.domain.action import DecisionState
from dashboard.registry.review_meetings import Decision, ReviewMeeting

BEFORE = ReviewMeeting(1, "Comité de mars", dt.date(2026, 3, 2), {}, 3)
ON = dt.date(2026, 12, 2)


def decision(number: int, state: DecisionState, due_on: dt.date | None) -> Decision:
    return Decision(number, 1, f"Décision {number}", "greffe", due_on, None, None, state)


def test_states_owners_terms_and_what_is_late() -> None:
    decided = [
        decision(1, DecisionState.OPEN, dt.date(2026, 12, 1)),
        decision(2, DecisionState.OPEN, ON),
        decision(3, DecisionState.DONE, dt.date(2026, 5, 1)),
        decision(4, DecisionState.DROPPED, None),
        decision(5, DecisionState.OPEN, None),
    ]
    [item] = followed(BEFORE, decided, ON)
    assert item.title == "Suivi des décisions du 2 mars 2026"
    assert item.conclusion == (
        "5\u00a0décisions\u00a0: 1\u00a0faite, 1\u00a0abandonnée, 3\u00a0à faire, dont 1\u00a0en retard."
    )
    assert item.table is not None
    assert item.table.rows[0] == ("Décision 1", "greffe", "1er décembre 2026", "à faire, en retard")
    assert [row[3] for row in item.table.rows] == ["à faire, en retard", "à faire", "faite", "abandonnée", "à faire"]
    assert item.table.rows[3][2] == "–"


def test_nothing_without_a_meeting_before_or_a_decision() -> None:
    assert followed(None, [], ON) == ()
    assert followed(BEFORE, [], ON) == ()
