"""Revue: an agenda proposed from the filters, figures that know when they are superseded, decisions, projection."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.config import Settings, settings
from dashboard.domain.agenda import AgendaItem, FrozenFigure, ItemKind
from dashboard.domain.scope import Scope
from dashboard.reception.action_form import ActionForm
from dashboard.registry.actions import create_action
from dashboard.registry.agenda import agenda
from dashboard.registry.review_meetings import (
    DecisionForm,
    create_meeting,
    decisions,
    record_decision,
    review_meeting,
    review_meetings,
)
from dashboard.ui import acting_as
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import text_of

SERVICE = "tribunaux-judiciaires"
NOW = dt.datetime(2026, 11, 29, 10, tzinfo=dt.UTC)
FIGURE = FrozenFigure(
    "satisfaction-globale",
    "Satisfaction globale",
    "12,3\u00a0%",
    900,
    dt.date(2025, 1, 1),
    dt.date(2026, 1, 1),
    Scope(),
)
CHANGED = AgendaItem(ItemKind.CHANGE, "Satisfaction du réseau", "Baisse démontrée.", "Base faible.", figure=FIGURE)


@pytest.fixture
def chosen(demonstration: Path, tmp_path: Path) -> Settings:
    """An installation of one’s own."""
    home = tmp_path / "home"
    shutil.copytree(demonstration, home, ignore=shutil.ignore_patterns("registry.db*"))
    return settings({"BAROMETRE_HOME": str(home)})


def held(chosen: Settings, *items: AgendaItem) -> int:
    return create_meeting(chosen, "Comité", dt.date(2026, 12, 2), {}, 1, "secrétaire", NOW, items, "Tous les services")


def press(app: AppTest, label: str) -> AppTest:
    """Click the button of that label, once it is there alone."""
    [button] = [one for one in app.button if one.label == label]
    return button.click().run()


def test_an_agenda_is_proposed_for_the_perimeter_of_the_filters(open_page: OpenPage, chosen: Settings) -> None:
    app = open_page("meetings", home=chosen.home, service=SERVICE)
    assert "Aucune revue n’est encore préparée." in text_of(app)
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    app.text_input(key="revue_titre").input("Comité de décembre")
    press(app, "Proposer l’ordre du jour")
    [meeting] = review_meetings(chosen)
    assert (meeting.title, meeting.query["service"], meeting.data_version) == ("Comité de décembre", [SERVICE], 1)
    items = [kept.item for kept in agenda(chosen, meeting.id)]
    assert {item.kind for item in items} >= {ItemKind.SURVEY}
    assert all(item.figure.scope.services == (SERVICE,) for item in items if item.figure)
    assert all(item.title in text_of(app) for item in items)


def test_the_agenda_opens_on_the_decisions_that_are_followed(open_page: OpenPage, chosen: Settings) -> None:
    """Those of the last meeting, and what an older one left to do."""
    for on, text in ((dt.date(2025, 3, 2), "Ouvrir un guichet."), (dt.date(2025, 6, 2), "Former les agents.")):
        before = create_meeting(chosen, "Comité", on, {"service": [SERVICE]}, 1, "secrétaire", NOW)
        record_decision(chosen, before, DecisionForm(text, "Le greffe", dt.date(2025, 9, 1)), "secrétaire", NOW)
    app = open_page("meetings", home=chosen.home, service=SERVICE, periode="2025")
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    app.text_input(key="revue_titre").input("Comité de décembre")
    press(app, "Proposer l’ordre du jour")
    meeting = review_meetings(chosen)[0]
    assert meeting.id != before
    first, *others = [kept.item for kept in agenda(chosen, meeting.id)]
    assert first.kind is ItemKind.FOLLOW_UP
    assert first.table is not None
    assert [row[:2] for row in first.table.rows] == [
        ("Ouvrir un guichet.", "2 mars 2025"),
        ("Former les agents.", "2 juin 2025"),
    ]
    assert ItemKind.FOLLOW_UP not in {item.kind for item in others}
    assert "à faire, en retard" in text_of(app)
    assert meeting.basis is not None
    assert meeting.basis.invented


def test_who_was_there_is_kept_for_the_minutes(open_page: OpenPage, chosen: Settings) -> None:
    number = held(chosen, CHANGED)
    app = open_page("meetings", home=chosen.home, reunion=str(number))
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    app.text_area(key=f"participants_{number}").input("Claire Martin\nAmina Diallo")
    press(app, "Enregistrer les participants")
    found = review_meeting(chosen, number)
    assert found is not None
    assert found.participants == "Claire Martin\nAmina Diallo"
    assert "Les participants sont enregistrés." in [one.value for one in app.success]


def test_a_figure_that_was_superseded_says_so(open_page: OpenPage, chosen: Settings) -> None:
    number = held(chosen, CHANGED)
    shown = text_of(open_page("meetings", home=chosen.home, reunion=str(number)))
    assert "Baisse démontrée." in shown
    assert "Depuis, 12,3\u00a0%\u00a0→ 6" in shown


def test_items_are_ordered_and_decisions_taken(open_page: OpenPage, chosen: Settings) -> None:
    number = held(chosen, CHANGED, AgendaItem(ItemKind.REMARK, "Tour de table", ""))
    app = open_page("meetings", home=chosen.home, reunion=str(number))
    app.text_input(key=acting_as.KEY).input("Claire Martin").run()
    second = agenda(chosen, number)[1].id
    app.button(key=f"point_{second}_haut").click().run()
    assert [kept.item.title for kept in agenda(chosen, number)] == ["Tour de table", CHANGED.title]
    app.text_area(key="decision_texte").input("Ouvrir un guichet.")
    app.text_input(key="decision_responsable").input("Le greffe")
    press(app, "Enregistrer la décision")
    assert [(one.text, one.owner) for one in decisions(chosen, number)] == [("Ouvrir un guichet.", "Le greffe")]
    assert "1. Ouvrir un guichet." in text_of(app)


def test_a_decision_without_an_owner_is_refused_and_the_text_stays(open_page: OpenPage, chosen: Settings) -> None:
    app = open_page("meetings", home=chosen.home, reunion=str(held(chosen)))
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    app.text_area(key="decision_texte").input("Ouvrir un guichet.")
    press(app, "Enregistrer la décision")
    assert app.error[0].value.startswith("Le nom du responsable")
    assert app.text_area(key="decision_texte").value == "Ouvrir un guichet."


def test_an_item_is_removed_once_it_is_confirmed_and_told_in_its_place(open_page: OpenPage, chosen: Settings) -> None:
    number = held(chosen, CHANGED, AgendaItem(ItemKind.REMARK, "Tour de table", ""))
    app = open_page("meetings", home=chosen.home, reunion=str(number))
    app.text_input(key=acting_as.KEY).input("Claire Martin").run()
    first, second = (kept.id for kept in agenda(chosen, number))
    app.text_area(key=f"point_{first}_note").input("À revoir.\nEn mars.").run()
    app.button(key=f"point_{first}_garder").click().run()
    assert agenda(chosen, number)[0].comment == "À revoir.\nEn mars."
    assert "<strong>Commentaire</strong>" in text_of(app)
    app.button(key=f"point_{second}_retirer").click().run()
    assert [kept.id for kept in agenda(chosen, number)] == [first]
    assert [one.value for one in app.success] == ["Le point est retiré."]


def test_a_decision_shows_what_it_is_about_and_the_action_that_carries_it_out(
    open_page: OpenPage, chosen: Settings
) -> None:
    number = held(chosen, CHANGED)
    app = open_page("meetings", home=chosen.home, reunion=str(number))
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    app.text_area(key="decision_texte").input("Ouvrir un guichet.")
    app.text_input(key="decision_responsable").input("Le greffe")
    app.selectbox(key="decision_point").select("satisfaction-globale")
    app.selectbox(key="decision_site").select("TJ-VALMORANDE")
    press(app, "Enregistrer la décision")
    [decision] = decisions(chosen, number)
    assert (decision.indicator, decision.site) == ("satisfaction-globale", "TJ-VALMORANDE")
    assert "Objet\u00a0: Satisfaction globale, Tribunal judiciaire de Valmorande" in text_of(app)
    assert "Créer une action" in text_of(app)
    late = dt.date(2025, 1, 1)
    form = ActionForm(
        "Un second guichet", "Ouvrir.", "Le greffe", site="TJ-VALMORANDE", due_on=late, decision=decision.id
    )
    create_action(chosen, form, "agent", NOW)
    for mode in ({}, {"mode": "projection", "ecran": "2"}):
        shown = text_of(open_page("meetings", home=chosen.home, reunion=str(number), **mode))
        assert "Un second guichet" in shown
        assert "envisagée, échéance le 1er janvier 2025, en retard" in shown
        assert "Créer une action" not in shown


def test_the_projection_turns_from_the_items_to_the_decisions(open_page: OpenPage, chosen: Settings) -> None:
    number = held(chosen, CHANGED)
    app = open_page("meetings", home=chosen.home, reunion=str(number), mode="projection")
    assert [title.value for title in app.title] == ["Satisfaction du réseau"]
    assert "Écran 1 sur 2" in text_of(app)
    press(app, "Suivant")
    assert [title.value for title in app.title] == ["Décisions"]
    assert [button.disabled for button in app.button if button.label == "Suivant"] == [True]


@pytest.mark.parametrize("asked", ["99", "abc", "9" * 30])
def test_a_meeting_that_does_not_exist_leads_to_the_list(open_page: OpenPage, chosen: Settings, asked: str) -> None:
    shown = text_of(open_page("meetings", home=chosen.home, reunion=asked))
    assert "Cette revue n’existe pas" in shown
    assert "Préparer une revue" in shown
