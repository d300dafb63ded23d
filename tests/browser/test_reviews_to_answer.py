"""The whole path of an opinion: read, published, masked, answered by two people, tied to an action, its history."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.config import Settings, settings
from dashboard.loading.publication import publish_everything
from dashboard.reception.review_form import ReviewForm
from dashboard.registry import database
from dashboard.registry.left_reviews import leave_review
from dashboard.registry.moderation import publish_review
from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe
from tests.builders import review, site, stage

NOW = dt.datetime.now(dt.UTC)
TEXT = "Deux heures d’attente. Le surnommé Zébulon m’a mal reçu. <script>alert(1)</script> مرحبا"


@pytest.fixture
def chosen(tmp_path: Path) -> Iterator[Settings]:
    """An installation of one's own, with one site."""
    found = settings({"BAROMETRE_HOME": str(tmp_path / "home")})
    stage(
        found,
        kind="spplus-structures",
        sites=[site("A", label="Tribunal d’Avril"), site("B", label="Tribunal de Brume")],
    )
    stage(found, kind="spplus-reviews", reviews=[review("7", "A", "2026-03-02", feeling=-1)])
    publish_everything(found)
    yield found
    database.forget(found)


@pytest.fixture
def own_server(chosen: Settings, tmp_path: Path) -> Iterator[Server]:
    with harness.running_server(chosen.home, tmp_path / "server.log") as running:
        yield running


def left(chosen: Settings, text: str, days: float, *, shown: bool = False, email: str = "") -> int:
    moment = NOW - dt.timedelta(days=days)
    form = ReviewForm("A", "negative", "desk", text, ("Relation",), email)
    number = leave_review(chosen, form, {"A"}, moment).id
    if shown:
        publish_review(chosen, number, "mod", moment)
    return number


def opened(page: Page, server: Server, query: str = "") -> Page:
    page.goto(f"{server.origin}/avis-a-traiter?{query}")
    harness.ready(page)
    return page


def act_as(page: Page, name: str) -> None:
    field = page.get_by_label("Vous agissez sous le nom de")
    field.fill(name)
    field.press("Enter")
    harness.ready(page)


def press(page: Page, label: str, said: str) -> None:
    """By the keyboard: what a button does is told in a sentence."""
    button = page.get_by_role("button", name=label, exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(said).first).to_be_visible()
    harness.ready(page)


def test_from_the_arrival_of_an_opinion_to_what_was_done(
    chosen: Settings, own_server: Server, browser: Browser
) -> None:
    number = left(chosen, TEXT, 3)
    other = left(chosen, "Un autre avis.", 9, shown=True)
    with harness.context(browser) as first, harness.context(browser) as second:
        agent, chief = opened(first.new_page(), own_server), second.new_page()
        expect(agent.get_by_text("1\u00a0réponse a dépassé le délai annoncé").first).to_be_visible()
        act_as(agent, "Camille Martin")

        # The name survives the links of the queue, there and back.
        agent.get_by_role("link", name=f"avis n°\u00a0{number}").click()
        harness.ready(agent)
        expect(agent.get_by_label("Vous agissez sous le nom de")).to_have_value("Camille Martin")
        expect(agent.get_by_label("Texte de l’avis")).to_contain_text("<script>alert(1)</script>")
        assert f"avis={number}" in agent.url
        agent.get_by_role("link", name="Retour à la file des avis").click()
        harness.ready(agent)
        expect(agent.get_by_label("Vous agissez sous le nom de")).to_have_value("Camille Martin")
        agent.get_by_role("link", name=f"avis n°\u00a0{number}").click()
        harness.ready(agent)

        agent.get_by_label("Passage à masquer").fill("Zébulon")
        agent.get_by_label("Passage à masquer").press("Enter")
        harness.ready(agent)
        press(agent, "Masquer ce passage", "Le passage est masqué.")
        expect(agent.get_by_label("Texte de l’avis")).not_to_contain_text("Zébulon")
        press(agent, "Publier l’avis", "L’avis est publié")

        # A template is a start: its blanks are filled before it is kept.
        press(agent, "Partir de ce modèle", "Enregistrer le brouillon")
        reply = agent.get_by_label("Texte de la réponse")
        expect(reply).not_to_be_empty()
        press(agent, "Enregistrer le brouillon", "à compléter")
        reply.fill("Bonjour,\n\nNous regrettons cette attente.")
        reply.press("Control+Enter")
        harness.ready(agent)
        press(agent, "Enregistrer le brouillon", "Le brouillon est enregistré")
        press(agent, "Valider et publier la réponse", "par une autre personne que son auteur")

        opened(chief, own_server, f"avis={number}")
        act_as(chief, "Dominique Petit")
        press(chief, "Valider et publier la réponse", "La réponse est publiée.")

        # The first person still sees the draft: she is told, and sees the reply.
        press(agent, "Valider et publier la réponse", "est déjà validée")
        expect(agent.get_by_role("heading", name="Réponse publiée")).to_be_visible()

        chief.get_by_text("Dire ce qui a été fait", exact=True).click()
        chief.get_by_label("Titre de la nouvelle action").fill("Un second guichet")
        chief.get_by_label("Ce qui a été décidé, dit aux usagers").fill("Ouvrir de 9 h à 12 h.")
        chief.get_by_label("Responsable", exact=True).fill("Le greffe")
        press(chief, "Créer l’action et y rattacher l’avis", "L’avis est rattaché à l’action.")
        history = chief.locator(".spp-history li")
        expect(history).to_have_count(6)
        for line, done in enumerate(
            (
                "L’usager a laissé l’avis.",
                "Camille Martin a masqué un passage (1\u00a0endroit).",
                "Camille Martin a publié l’avis.",
                "Camille Martin a écrit un projet de réponse.",
                "Dominique Petit a validé et publié la réponse.",
                "Dominique Petit a rattaché l’avis à l’action «\u00a0Un second guichet\u00a0».",
            )
        ):
            expect(history.nth(line)).to_contain_text(done)

        # The journal of the perimeter says the same, and leads to the opinion without losing the name.
        chief.get_by_role("link", name="Retour à la file des avis").click()
        harness.ready(chief)
        chief.get_by_text("Journal des actes", exact=True).click()
        journal = chief.get_by_role("table")
        expect(journal.get_by_role("row").nth(1)).to_contain_text("Dominique Petit")
        harness.settled(chief)
        journal.get_by_role("link", name=f"n°\u00a0{other}").first.click()
        expect(chief.get_by_role("heading", name=f"avis n°\u00a0{other}")).to_be_visible()
        harness.ready(chief)
        expect(chief.get_by_label("Vous agissez sous le nom de")).to_have_value("Dominique Petit")


def test_the_address_of_an_author_is_erased(chosen: Settings, own_server: Server, page: Page) -> None:
    number = left(chosen, "Rappelez-moi.", 2, email="camille@exemple.fr")
    opened(page, own_server, f"avis={number}")
    act_as(page, "Dominique Petit")
    page.get_by_text("Adresse électronique de l’auteur", exact=True).click()
    expect(page.get_by_text("c…@exemple.fr")).to_be_visible()
    assert "camille" not in page.content()
    press(page, "Effacer l’adresse", "n’est pas confirmé")
    page.get_by_text("Effacer cette adresse de tous les avis").click()
    harness.ready(page)
    press(page, "Effacer l’adresse", "L’adresse est effacée")
    expect(page.get_by_text("Adresse électronique de l’auteur")).to_have_count(0)
    expect(page.locator(".spp-history")).to_contain_text("Dominique Petit a effacé l’adresse électronique.")


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390), ("light", 320)])
def test_queue_and_opinion_are_for_everyone(
    chosen: Settings, own_server: Server, browser: Browser, theme: str, width: int
) -> None:
    waiting = left(chosen, "Mot" * 300, 2, email="camille@exemple.fr")
    shown = left(chosen, TEXT, 9, shown=True)
    with harness.context(browser, theme=theme, width=width) as context:
        for query in ("", f"avis={waiting}", f"avis={shown}"):
            page = opened(context.new_page(), own_server, query)
            for panel in page.get_by_test_id("stExpander").locator("summary").all():
                panel.click()
                harness.ready(page)
            height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            page.set_viewport_size({"width": width, "height": height + 100})
            harness.ready(page)
            assert axe(page) == (), query
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), query
            page.close()
