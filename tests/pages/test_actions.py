"""Actions: reminders first, the plan, an action created with its effect, opened, changed; nothing typed is lost."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.config import Settings, settings
from dashboard.domain.action import ActionState, ExpectedDirection, ExpectedEffect
from dashboard.loading.invented_actions import leave_invented_plan
from dashboard.reception.action_form import ActionForm
from dashboard.registry.actions import actions, create_action
from dashboard.registry.review_meetings import DecisionForm, create_meeting, record_decision
from dashboard.store import staging
from dashboard.ui import acting_as
from dashboard.wording.action_effect import VERDICTS
from tests.pages.conftest import OpenPage
from tests.pages.test_meetings import press
from tests.pages.test_pages import charts_of, text_of

NOW = dt.datetime(2026, 11, 29, 10, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def planned(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The invented plan, as the demonstration leaves it; tests read it."""
    home = tmp_path_factory.mktemp("planned") / "home"
    shutil.copytree(demonstration, home, ignore=shutil.ignore_patterns("registry.db*"))
    chosen = settings({"BAROMETRE_HOME": str(home)})
    assert leave_invented_plan(chosen, set(staging.site_attributes(chosen)), NOW) == 10
    return chosen


@pytest.fixture
def chosen(demonstration: Path, tmp_path: Path) -> Settings:
    """An installation of one’s own, without action."""
    home = tmp_path / "home"
    shutil.copytree(demonstration, home, ignore=shutil.ignore_patterns("registry.db*"))
    return settings({"BAROMETRE_HOME": str(home)})


def numbered(chosen: Settings, title: str) -> str:
    return next(str(one.id) for one in actions(chosen) if one.title.startswith(title))


def test_reminders_are_seen_first_then_the_plan(open_page: OpenPage, planned: Settings) -> None:
    app = open_page("actions", home=planned.home)
    shown = text_of(app)
    assert [header.value for header in app.header] == ["À suivre", "Plan d’actions"]
    late, near, waits = (shown.index(word) for word in ("En retard", "Échéance proche", "Verdict attendu"))
    assert late < near < waits < shown.index("<table")
    assert "10\u00a0actions, dont 5 ont un verdict" in shown


def test_the_demonstration_shows_every_verdict(open_page: OpenPage, planned: Settings) -> None:
    shown = text_of(open_page("actions", home=planned.home))
    assert [words for verdict, words in VERDICTS.items() if verdict != "none" and words not in shown] == []


def test_the_filters_and_the_state_choose_the_rows(open_page: OpenPage, planned: Settings) -> None:
    shown = text_of(open_page("actions", home=planned.home, service="conseils-de-prud-hommes"))
    assert "Renfort de greffiers" in shown
    assert "standard le matin" not in shown
    shown = text_of(open_page("actions", home=planned.home, etat_action="under_way")).partition("<table")[2]
    assert "Une formation à l’accueil" in shown
    assert "standard le matin" not in shown


def test_an_opened_action_says_its_verdict_its_bases_and_its_limits(open_page: OpenPage, planned: Settings) -> None:
    app = open_page("actions", home=planned.home, action=numbered(planned, "Deux agents"))
    shown = text_of(app)
    assert "Effet démontré, au moins égal au minimum utile\u00a0: +" in shown
    assert "Ce n’est pas la preuve d’une cause" in shown
    assert "5\u00a0sites pairs sans action" in shown
    assert (
        "hausse d’au moins 3\u00a0points de «\u00a0Appels décrochés par un agent\u00a0», fixé le 10 juillet 2025."
        in shown
    )
    assert "a changé l’état\u00a0: faite, le 22 septembre 2025" in shown
    pairs, months = charts_of(app)
    assert "Attendu sans l’action" in str(pairs)
    assert any(annotation.get("text") == "<b>1</b>" for annotation in months["layout"]["annotations"])


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Une trame unique", "Effet attendu fixé après coup"),
        ("Renfort de greffiers", "tout un service"),
        ("Un accueil sans rendez-vous", "secret statistique"),
        ("Des rappels", "verdict à partir des données de décembre 2026"),
        ("Une formation", "l’action n’est pas encore faite"),
    ],
)
def test_what_limits_or_forbids_a_verdict_is_said(
    open_page: OpenPage, planned: Settings, title: str, words: str
) -> None:
    app = open_page("actions", home=planned.home, action=numbered(planned, title))
    assert not app.exception
    assert words in text_of(app)


@pytest.mark.parametrize("asked", ["99", "abc", "9" * 30])
def test_an_action_that_does_not_exist_leads_to_the_plan(open_page: OpenPage, planned: Settings, asked: str) -> None:
    assert "Cette action n’existe pas" in text_of(open_page("actions", home=planned.home, action=asked))


def filled(app: AppTest) -> AppTest:
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    app.text_input(key="action_titre").input("Un second guichet")
    app.text_area(key="action_texte").input("Ouvrir un second guichet.")
    app.selectbox(key="action_lieu").select("site:TJ-VALMORANDE")
    app.selectbox(key="action_engagement").select(1).run()
    return app.selectbox(key="action_indicateur_1").select("accueil-courtois").run()


def test_an_action_is_created_with_its_effect_then_opened(open_page: OpenPage, chosen: Settings) -> None:
    app = filled(open_page("actions", home=chosen.home))
    app.text_input(key="action_responsable").input("Le greffe")
    app.text_input(key="action_minimum_accueil-courtois").input("2,5")
    app.date_input(key="action_echeance").set_value(dt.date(2027, 1, 15))
    press(app, "Créer l’action")
    [made] = actions(chosen)
    assert made.expected == ExpectedEffect("accueil-courtois", ExpectedDirection.UP, 2.5)
    assert (made.site, made.commitment, made.owner) == ("TJ-VALMORANDE", 1, "Le greffe")
    assert made.due_on == dt.date(2027, 1, 15)
    shown = text_of(app)
    assert "L’action est inscrite au plan." in shown
    assert "hausse d’au moins 2,5\u00a0points" in shown


@pytest.mark.parametrize(
    ("least", "owner", "sentence"),
    [
        ("beaucoup", "Le greffe", "Le plus petit changement utile «\u00a0beaucoup\u00a0» n’est pas un nombre"),
        ("0", "Le greffe", "Le plus petit changement utile doit être plus grand que zéro"),
        ("2", "", "Le nom du responsable est vide"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    open_page: OpenPage, chosen: Settings, least: str, owner: str, sentence: str
) -> None:
    app = filled(open_page("actions", home=chosen.home))
    app.text_input(key="action_responsable").input(owner)
    app.text_input(key="action_minimum_accueil-courtois").input(least)
    press(app, "Créer l’action")
    assert app.error[0].value.startswith(sentence)
    assert actions(chosen) == []
    assert app.text_input(key="action_titre").value == "Un second guichet"
    assert app.selectbox(key="action_indicateur_1").value == "accueil-courtois"
    assert app.text_input(key="action_minimum_accueil-courtois").value == least


def test_an_indicator_without_a_favourable_direction_asks_for_one(open_page: OpenPage, chosen: Settings) -> None:
    app = filled(open_page("actions", home=chosen.home))
    app.selectbox(key="action_engagement").select(2).run()
    app.selectbox(key="action_indicateur_2").select("appels-recus").run()
    app.text_input(key="action_responsable").input("Le greffe")
    press(app, "Créer l’action")
    assert app.error[0].value.startswith("Le sens attendu manque")
    app.selectbox(key="action_sens").select(ExpectedDirection.DOWN)
    press(app, "Créer l’action")
    [made] = actions(chosen)
    assert made.expected is not None
    assert (made.indicator, made.expected.direction) == ("appels-recus", ExpectedDirection.DOWN)


def test_the_state_the_day_and_the_owner_change(open_page: OpenPage, chosen: Settings) -> None:
    form = ActionForm("Un guichet", "Ouvrir.", "greffe", site="TJ-VALMORANDE", indicator="accueil-courtois")
    number = create_action(chosen, form, "agent", NOW)
    app = open_page("actions", home=chosen.home, action=str(number))
    app.text_input(key=acting_as.KEY).input("Claire Martin").run()
    app.selectbox(key=f"action_{number}_etat").select(ActionState.DONE)
    app.date_input(key=f"action_{number}_faite").set_value(dt.date(2026, 10, 5))
    press(app, "Changer l’état")
    assert [(one.state, one.done_on) for one in actions(chosen)] == [(ActionState.DONE, dt.date(2026, 10, 5))]
    app.date_input(key=f"action_{number}_faite").set_value(dt.date(2026, 10, 1))
    press(app, "Changer l’état")
    assert actions(chosen)[0].done_on == dt.date(2026, 10, 1)
    app.text_input(key=f"action_{number}_responsable").input("Mme X")
    press(app, "Enregistrer le suivi")
    assert actions(chosen)[0].owner == "Mme X"
    assert "a changé le responsable\u00a0: Mme X" in text_of(app)


def test_what_changes_nothing_is_not_said_to_be_kept(open_page: OpenPage, chosen: Settings) -> None:
    form = ActionForm(
        "Un guichet", "Ouvrir.", "greffe", ActionState.DONE, site="TJ-VALMORANDE", done_on=dt.date(2026, 10, 5)
    )
    number = create_action(chosen, form, "agent", NOW)
    app = open_page("actions", home=chosen.home, action=str(number))
    app.text_input(key=acting_as.KEY).input("Claire Martin").run()
    press(app, "Enregistrer le suivi")
    assert "Rien n’a changé." in text_of(app)
    assert "Le suivi est enregistré." not in text_of(app)
    app.date_input(key=f"action_{number}_faite").set_value(None)
    press(app, "Changer l’état")
    assert app.error[0].value.startswith("Une action faite garde son jour")
    assert actions(chosen)[0].done_on == dt.date(2026, 10, 5)


def test_a_decision_of_a_meeting_becomes_an_action(open_page: OpenPage, chosen: Settings) -> None:
    meeting = create_meeting(chosen, "Comité", NOW.date(), {}, 1, "secrétaire", NOW)
    form = DecisionForm("Ouvrir un guichet.", "Le greffe", dt.date(2027, 1, 5), "accueil-courtois", "TJ-VALMORANDE")
    decision = record_decision(chosen, meeting, form, "chef", NOW)
    assert f"decision={decision}" in text_of(open_page("meetings", home=chosen.home, reunion=str(meeting)))
    app = open_page("actions", home=chosen.home, decision=str(decision))
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    assert app.expander[0].label == "Nouvelle action"
    assert app.text_area(key="action_texte").value == ""
    app.text_area(key="action_texte").input("Ouvrir un guichet le lundi.")
    press(app, "Créer l’action")
    [made] = actions(chosen)
    assert (made.title, made.owner, made.due_on) == ("Ouvrir un guichet", "Le greffe", dt.date(2027, 1, 5))
    assert (made.site, made.indicator, made.meeting) == ("TJ-VALMORANDE", "accueil-courtois", meeting)
    assert made.expected is not None
    shown = text_of(app)
    assert "Décidée en revue\u00a0: " in shown
    assert "Comité, 29 novembre 2026" in shown


def test_a_long_decision_is_what_is_decided_and_the_title_is_to_be_written(
    open_page: OpenPage, chosen: Settings
) -> None:
    meeting = create_meeting(chosen, "Comité", NOW.date(), {}, 1, "secrétaire", NOW)
    text = "Ouvrir un second guichet d’accueil le lundi matin et le vendredi matin, avec deux agents du greffe civil."
    decision = record_decision(chosen, meeting, DecisionForm(text, "Le greffe"), "chef", NOW)
    app = open_page("actions", home=chosen.home, decision=str(decision))
    assert (app.text_input(key="action_titre").value, app.text_area(key="action_texte").value) == ("", text)
    app.text_input(key=acting_as.KEY).input("Claire Martin")
    press(app, "Créer l’action")
    assert app.error[0].value.startswith("Une action est celle d’un site ou d’un service")


def test_indicators_without_a_result_at_the_chosen_site_come_last_and_say_so(
    open_page: OpenPage, chosen: Settings
) -> None:
    app = open_page("actions", home=chosen.home)
    app.selectbox(key="action_lieu").select("site:TJ-VALMORANDE")
    app.selectbox(key="action_engagement").select(5).run()
    options = app.selectbox(key="action_indicateur_5").options
    without = [one for one in options if one.endswith("(aucun résultat ici)")]
    assert "Délai civil devant les cours d’appel (aucun résultat ici)" in without
    assert options[-len(without) :] == without
    assert without != options


def test_a_site_and_an_engagement_show_their_actions(open_page: OpenPage, planned: Settings) -> None:
    sheet = text_of(open_page("sites", home=planned.home, site="TJ-HAUTE-BOBIERE"))
    assert "Deux agents de plus au standard le matin" in sheet
    assert "Un message d’attente" not in sheet
    engagement = text_of(open_page("commitments", home=planned.home, engagement="2"))
    assert "Un message d’attente" in engagement
    assert "Un point hebdomadaire" not in engagement
