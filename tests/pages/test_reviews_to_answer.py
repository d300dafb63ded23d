"""Avis à traiter: what waits, an opinion opened and shown safely, what the registry refuses, two agents at once."""

import datetime as dt
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.config import Settings, settings
from dashboard.domain.left_review import RefusalReason, ReviewState
from dashboard.reception.review_form import ReviewForm
from dashboard.registry import database
from dashboard.registry.left_reviews import leave_review, reviews_numbered
from dashboard.registry.moderation import publish_review, refuse_review
from dashboard.registry.replies import draft_reply, reply_to
from dashboard.ui import acting_as
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


def test_a_blank_of_a_template_is_refused(open_page: OpenPage, chosen: Settings) -> None:
    number = left(chosen, "Bonjour.", shown=True)
    app = open_page("reviews_to_answer", home=chosen.home, avis=str(number))
    acting(app, "Camille")
    app.button(key="partir_du_modele").click().run()
    app.button(key="brouillon").click().run()
    assert "un passage à compléter" in app.error[0].value
    assert reply_to(chosen, number) is None


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
