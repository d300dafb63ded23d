"""Avis à traiter: what waits, an opinion opened and shown safely, what the registry refuses, two agents at once."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.config import Settings, settings
from dashboard.domain.action import ActionState
from dashboard.domain.left_review import RefusalReason, ReviewState, review_code
from dashboard.reception.review_form import ReviewForm
from dashboard.registry import database
from dashboard.registry.actions import actions
from dashboard.registry.left_reviews import contact_of, leave_review, reviews_numbered
from dashboard.registry.moderation import publish_review, refuse_review
from dashboard.registry.replies import draft_reply, reply_to, rewrite_reply
from dashboard.ui import acting_as
from dashboard.ui.sections import review_queue
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import text_of

SITE = "TJ-VALMORANDE"
NOW = dt.datetime.now(dt.UTC)


@pytest.fixture
def chosen(demonstration: Path, tmp_path: Path) -> Settings:
    """An installation of one's own: the registry of the shared one stays empty."""
    home = tmp_path / "home"
    shutil.copytree(demonstration, home, ignore=shutil.ignore_patterns("registry.db*"))
    return settings({"BAROMETRE_HOME": str(home)})


def left(chosen: Settings, text: str, days: float = 1, site: str = SITE, *, shown: bool = False) -> int:
    moment = NOW - dt.timedelta(days=days)
    number = leave_review(chosen, ReviewForm(site, "negative", "desk", text), {site}, moment).id
    if shown:
        publish_review(chosen, number, "mod", moment)
    return number


def acting(app: AppTest, name: str) -> None:
    app.text_input(key=acting_as.KEY).set_value(name).run()


def test_what_waits_is_counted_in_the_perimeter(open_page: OpenPage, chosen: Settings) -> None:
    left(chosen, "À lire.", 4.5)
    left(chosen, "En retard.", 9.5, shown=True)
    left(chosen, "Bientôt.", 5.5, shown=True)
    app = open_page("reviews_to_answer", home=chosen.home)
    said = text_of(app)
    assert "1\u00a0réponse a dépassé le délai annoncé" in said
    assert "1\u00a0avis attend d’être lu, depuis 4\u00a0jours" in said
    assert "1\u00a0en retard, 1\u00a0à rendre bientôt" in said
    app = open_page("reviews_to_answer", home=chosen.home, etape="a-repondre")
    said = text_of(app)
    assert said.index("En retard de 3\u00a0jours") < said.index("À rendre bientôt\u00a0: reste 2\u00a0jours")
    elsewhere = open_page("reviews_to_answer", home=chosen.home, service="point-justice")
    assert "Rien n’attend sur ce périmètre." in text_of(elsewhere)


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script> & <b>gras</b>", "مرحبا بكم 🙂 [lien](http://exemple.fr)", "mot " * 1_249 + "fin."],
    ids=["script", "rtl-emoji", "5000"],
)
def test_a_text_is_shown_as_it_is(open_page: OpenPage, chosen: Settings, text: str) -> None:
    number = left(chosen, text)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    assert not app.exception
    [box] = [str(e.proto.body) for e in app.get("html") if "Texte de l’avis" in str(e.proto.body)]
    assert 'dir="auto"' in box
    assert "<script>" not in box
    assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in box


def test_nobody_acts_without_a_name_and_a_reason(open_page: OpenPage, chosen: Settings) -> None:
    number = left(chosen, "Bonjour.")
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    app.button(key="publier").click().run()
    assert "La personne qui agit n’est pas connue" in app.error[0].value
    acting(app, "Camille")
    app.button(key="refuser").click().run()
    assert "Le motif manque" in app.error[0].value
    app.selectbox(key=f"motif_{number}").set_value(RefusalReason.OFF_TOPIC).run()
    app.button(key="refuser").click().run()
    [review] = reviews_numbered(chosen, [number])
    assert review.state is ReviewState.REFUSED
    assert "Camille a refusé l’avis\u00a0: sans rapport avec le service." in text_of(app)


def test_the_second_of_two_agents_reads_why_and_keeps_the_text(open_page: OpenPage, chosen: Settings) -> None:
    number = left(chosen, "Bonjour.", shown=True)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    acting(app, "Camille")
    app.text_area(key=f"reponse_{number}").set_value("Merci de votre avis.")
    draft_reply(chosen, number, "Merci.", "Alix", NOW)
    app.button(key="brouillon").click().run()
    assert "a déjà une réponse" in app.error[0].value
    assert app.text_area(key=f"reponse_{number}").value == "Merci de votre avis."
    reply = reply_to(chosen, number)
    assert reply is not None
    assert reply.text == "Merci."


def text_of_reply(chosen: Settings, number: int) -> str:
    reply = reply_to(chosen, number)
    assert reply is not None
    return reply.text


def test_a_draft_that_a_page_showed_in_passing_is_not_replaced_unread(open_page: OpenPage, chosen: Settings) -> None:
    """The page is drawn again between what a colleague wrote and the act: the text typed before knows nothing of it."""
    number = left(chosen, "Bonjour.", shown=True)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    acting(app, "Camille")
    app.text_area(key=f"reponse_{number}").set_value("De Camille.").run()
    reply = draft_reply(chosen, number, "D’Alix.", "Alix", NOW)
    for theirs, version in (("D’Alix.", 1), ("D’Alix, mieux.", 3)):
        if version > 1:
            rewrite_reply(chosen, reply, theirs, "Alix", NOW)
        app.run()
        app.button(key="brouillon").click().run()
        assert "lire son texte, puis enregistrer" in app.error[0].value
        assert app.text_area(key=f"reponse_{number}").value == "De Camille."
        assert text_of_reply(chosen, number) == theirs
        app.button(key="brouillon").click().run()
        assert text_of_reply(chosen, number) == "De Camille."
    app.text_area(key=f"reponse_{number}").set_value("De Camille, encore.")
    app.button(key="brouillon").click().run()
    assert text_of_reply(chosen, number) == "De Camille, encore."


def test_a_refusal_for_another_reason_does_not_make_a_newer_draft_read(open_page: OpenPage, chosen: Settings) -> None:
    number = left(chosen, "Bonjour.", shown=True)
    reply = draft_reply(chosen, number, "Merci.", "Alix", NOW)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    app.text_area(key=f"reponse_{number}").set_value("De Camille.").run()
    rewrite_reply(chosen, reply, "Merci beaucoup.", "Alix", NOW)
    app.button(key="brouillon").click().run()
    assert "La personne qui agit n’est pas connue" in app.error[0].value
    acting(app, "Camille")
    app.button(key="brouillon").click().run()
    assert "lire son texte, puis enregistrer" in app.error[0].value
    assert text_of_reply(chosen, number) == "Merci beaucoup."


def test_a_blank_of_a_template_is_refused(open_page: OpenPage, chosen: Settings) -> None:
    number = left(chosen, "Bonjour.", shown=True)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    acting(app, "Camille")
    app.button(key="partir_du_modele").click().run()
    app.button(key="brouillon").click().run()
    assert "un passage à compléter" in app.error[0].value
    assert reply_to(chosen, number) is None


def test_a_long_queue_is_read_by_pages(open_page: OpenPage, chosen: Settings) -> None:
    numbers = [left(chosen, f"Avis {rank}.", 30 - rank) for rank in range(review_queue.PAGE + 1)]
    first, second = (text_of(open_page("reviews_to_answer", home=chosen.home, rang=rank)) for rank in ("1", "2"))
    assert "21\u00a0avis attendent d’être lus, le plus ancien depuis 30\u00a0jours" in first
    assert f"avis n°\u00a0{numbers[0]}<" in first
    assert f"avis n°\u00a0{numbers[-1]}<" not in first
    assert f"avis n°\u00a0{numbers[-1]}<" in second
    assert f"avis n°\u00a0{numbers[0]}<" not in second


def test_an_action_is_created_tied_changed_and_untied(open_page: OpenPage, chosen: Settings) -> None:
    number = left(chosen, "Trop d’attente.", shown=True)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    acting(app, "Camille")
    app.text_input(key=f"action_{number}_titre").set_value("Un second guichet")
    app.text_input(key=f"action_{number}_responsable").set_value("Le greffe")
    _press(app, "Créer l’action et y rattacher l’avis")
    assert "Ce qui a été décidé est vide" in app.error[0].value
    assert app.text_input(key=f"action_{number}_titre").value == "Un second guichet"
    app.text_area(key=f"action_{number}_decision").set_value("Ouvrir de 9 h à 12 h.")
    _press(app, "Créer l’action et y rattacher l’avis")
    [action] = actions(chosen)
    assert (action.state, action.site, action.reviews) == (ActionState.UNDER_WAY, SITE, (review_code(number),))
    assert app.text_input(key=f"action_{number}_titre").value == ""
    app.selectbox(key=f"etat_action_{action.id}").set_value(ActionState.DONE)
    app.button(key=f"changer_{action.id}").click().run()
    assert actions(chosen)[0].state is ActionState.DONE
    app.button(key=f"detacher_{action.id}").click().run()
    assert actions(chosen)[0].reviews == ()
    app.button(key="rattacher").click().run()
    assert "L’action manque" in app.error[0].value
    app.selectbox(key=f"action_de_{number}").set_value(action.id)
    app.button(key="rattacher").click().run()
    assert actions(chosen)[0].reviews == (review_code(number),)


def test_the_journal_is_drawn_when_it_is_opened(open_page: OpenPage, chosen: Settings) -> None:
    number = left(chosen, "Bonjour.", shown=True)
    assert "a publié l’avis" not in text_of(open_page("reviews_to_answer", home=chosen.home))
    said = text_of(open_page("reviews_to_answer", home=chosen.home, panels=["journal_des_actes"]))
    assert "2\u00a0actes sur les avis du périmètre" in said
    assert said.index("a publié l’avis") < said.index("a laissé l’avis")
    assert f"avis={number}" in said


def test_an_address_is_never_whole_in_the_page(open_page: OpenPage, chosen: Settings) -> None:
    form = ReviewForm(SITE, "negative", "desk", "Bonjour.", (), "camille@exemple.fr")
    number = leave_review(chosen, form, {SITE}, NOW).id
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    assert "camille@" not in text_of(app)
    acting(app, "Camille")
    app.button(key="effacer_adresse").click().run()
    assert "n’est pas confirmé" in app.error[0].value
    assert contact_of(chosen, number) == "camille@exemple.fr"
    app.checkbox(key=f"effacement_{number}").check()
    app.button(key="effacer_adresse").click().run()
    assert contact_of(chosen, number) is None


def _press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()


def test_an_opinion_that_does_not_exist(open_page: OpenPage, chosen: Settings) -> None:
    for code in ("99", "x", "9" * 30, "²"):
        app = open_page("reviews_to_answer", home=chosen.home, avis=code)
        assert not app.exception
        assert "Cet avis n’existe pas" in app.info[0].value
    refused = left(chosen, "Bonjour.")
    refuse_review(chosen, refused, RefusalReason.INSULT, "mod", NOW)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(refused))
    assert not app.exception
    database.forget(chosen)
