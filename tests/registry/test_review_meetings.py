"""Meetings and their decisions: kept with who wrote them, listed again, on the two databases."""

import datetime as dt

import pytest

from dashboard.config import Settings
from dashboard.domain.action import DecisionState
from dashboard.domain.agenda import Basis
from dashboard.errors import RegistryError
from dashboard.registry.review_meetings import (
    DecisionForm,
    change_decision_state,
    create_meeting,
    decision_numbered,
    decisions,
    meetings_before,
    record_decision,
    record_participants,
    review_meeting,
    review_meetings,
)
from tests.registry.acts import NOW, acts

PERIMETER = {"service": ["tribunaux-judiciaires"], "site": ["A", "B"]}


def held(settings: Settings, title: str = "Comité", day: int = 2) -> int:
    return create_meeting(settings, title, dt.date(2026, 3, day), PERIMETER, 12, "secrétaire", NOW)


def test_a_meeting_is_kept_with_its_perimeter_and_its_data(settings: Settings) -> None:
    first, second = held(settings), held(settings, " Comité  de mars ", day=9)
    assert [(meeting.id, meeting.title) for meeting in review_meetings(settings)] == [
        (second, "Comité de mars"),
        (first, "Comité"),
    ]
    [meeting] = review_meetings(settings, limit=1)
    assert (meeting.held_on, meeting.query, meeting.data_version) == (dt.date(2026, 3, 9), PERIMETER, 12)
    assert acts(settings, "review_meeting", first) == [("secrétaire", "created")]
    with pytest.raises(RegistryError, match="Le titre de la revue est vide"):
        held(settings, " ")


def test_a_decision_has_an_owner_and_a_term(settings: Settings) -> None:
    meeting, other = held(settings), held(settings)
    form = DecisionForm("Ouvrir un guichet.", "le greffe", dt.date(2026, 9, 1), "accueil-courtois", "A")
    number = record_decision(settings, meeting, form, "secrétaire", NOW)
    record_decision(settings, other, DecisionForm("Autre.", "la cour"), "secrétaire", NOW)
    [decision] = decisions(settings, meeting)
    assert (decision.text, decision.owner, decision.due_on) == (form.text, form.owner, form.due_on)
    assert (decision.indicator, decision.site, decision.state) == ("accueil-courtois", "A", DecisionState.OPEN)
    assert [one.text for one in decisions(settings, meeting, other)] == [form.text, "Autre."]
    assert decision_numbered(settings, decision.id) == decision
    assert decision_numbered(settings, 999) is None
    assert acts(settings, "decision", number) == [("secrétaire", "decided")]


def test_what_became_of_a_decision(settings: Settings) -> None:
    meeting = held(settings)
    number = record_decision(settings, meeting, DecisionForm("Ouvrir.", "le greffe"), "secrétaire", NOW)
    change_decision_state(settings, number, DecisionState.DONE, "greffe", NOW)
    assert [decision.state for decision in decisions(settings, meeting)] == [DecisionState.DONE]
    with pytest.raises(RegistryError, match="est déjà dans cet état"):
        change_decision_state(settings, number, DecisionState.DONE, "autre", NOW)
    with pytest.raises(RegistryError, match="Cette décision n’existe pas"):
        change_decision_state(settings, 99, DecisionState.DONE, "autre", NOW)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (DecisionForm("", "le greffe"), "La décision est vide"),
        (DecisionForm("Ouvrir.", ""), "Le nom du responsable est vide"),
    ],
)
def test_decisions_that_are_refused(settings: Settings, form: DecisionForm, sentence: str) -> None:
    meeting = held(settings)
    with pytest.raises(RegistryError, match=sentence):
        record_decision(settings, meeting, form, "secrétaire", NOW)
    with pytest.raises(RegistryError, match="Cette revue n’existe pas"):
        record_decision(settings, 99, DecisionForm("Ouvrir.", "le greffe"), "secrétaire", NOW)
    assert decisions(settings, meeting) == []


def test_who_was_there_is_written_changed_and_taken_away(settings: Settings) -> None:
    number = held(settings)
    for names in ("Claire Martin\nAmina Diallo", "Claire Martin", " "):
        record_participants(settings, number, names, "secrétaire", NOW)
        found = review_meeting(settings, number)
        assert found is not None
        assert found.participants == names.strip()
    assert acts(settings, "review_meeting", number)[1:] == [("secrétaire", "attended")] * 3
    with pytest.raises(RegistryError, match="La liste des participants"):
        record_participants(settings, number, "é" * 3_000, "secrétaire", NOW)
    with pytest.raises(RegistryError, match="Cette revue n’existe pas"):
        record_participants(settings, 99, "Claire Martin", "secrétaire", NOW)


def test_what_the_figures_rest_on_is_kept(settings: Settings) -> None:
    basis = Basis(True, dt.date(2026, 2, 27), ("Base (n)\u00a0: réponses.",))
    number = create_meeting(settings, "Comité", dt.date(2026, 3, 2), {}, 12, "secrétaire", NOW, basis=basis)
    found = review_meeting(settings, number)
    assert found is not None
    assert found.basis == basis
    other = review_meeting(settings, held(settings))
    assert other is not None
    assert other.basis is None


def test_the_meetings_before_looked_at_the_same_place(settings: Settings) -> None:
    """Whatever their period and the order of the sites, that of the same day too."""
    first, second, third = held(settings, day=2), held(settings, day=9), held(settings, day=20)
    elsewhere = {**PERIMETER, "site": ["A"]}
    create_meeting(settings, "Autre", dt.date(2026, 3, 10), elsewhere, 12, "secrétaire", NOW)
    asked = {"service": ["tribunaux-judiciaires"], "site": ["B", "A"], "periode": ["2026"], "comparaison": ["an"]}

    def before(day: int) -> list[int]:
        return [one.id for one in meetings_before(settings, asked, dt.date(2026, 3, day))]

    assert [before(1), before(2), before(10), before(21)] == [[], [first], [second, first], [third, second, first]]
    assert meetings_before(settings, {}, dt.date(2026, 4, 1)) == []
