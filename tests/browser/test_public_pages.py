"""The public pages in a browser without script: an opinion left from the address of a poster; accessibility."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import harness
from tests.browser.harness import Server
from tests.browser.observation import axe, cut, english

pytestmark = pytest.mark.browser
SITE = "CJN"
SERVICE = "casier-judiciaire-national"
RESULTS = (
    "",
    f"services/{SERVICE}",
    f"sites/{SITE}",
    f"encart/sites/engagement-1/{SITE}",
    f"integrer/sites/engagement-1/{SITE}",
)


def test_an_opinion_is_left_without_script_on_a_narrow_phone(browser: Browser, server: Server) -> None:
    opened = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = opened.new_page()
    page.goto(f"{server.origin}/public/sites/{SITE}/avis")
    page.wait_for_timeout(3_000)  # the rule against programs: nobody fills the form in less
    page.get_by_label("Négatif").check()
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(page.get_by_role("alert")).to_contain_text("L’avis est vide")
    expect(page.get_by_label("Négatif")).to_be_checked()
    page.locator("#canal").select_option("desk")
    page.locator("#texte").fill("Attente longue, rappelez au 06 12 34 56 78.")
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    expect(page.locator("mark")).to_contain_text("numéro de téléphone")
    page.get_by_role("button", name="Modifier").click()
    expect(page.locator("#texte")).to_have_value("Attente longue, rappelez au 06 12 34 56 78.")
    page.get_by_role("button", name="Relire avant d’envoyer").click()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre avis est reçu")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre avis est reçu")
    opened.close()


def test_a_text_of_one_megabyte_is_refused_with_a_sentence(browser: Browser, server: Server) -> None:
    with harness.context(browser) as opened:
        page = opened.new_page()
        page.goto(f"{server.origin}/public/sites/{SITE}/avis")
        page.locator("#texte").evaluate("field => { field.value = 'mot '.repeat(250_000); }")  # as pasted
        page.get_by_role("button", name="Relire avant d’envoyer").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Texte trop long")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_are_accessible_and_fit_a_narrow_phone(browser: Browser, server: Server, theme: str) -> None:
    with harness.context(browser, theme=theme, width=320) as opened:
        page = opened.new_page()
        for path in (*RESULTS, "sites", "avis", f"sites/{SITE}/avis-publies", f"sites/{SITE}/avis", "sites/inconnu"):
            page.goto(f"{server.origin}/public/{path}")
            assert axe(page) == (), path
            assert page.evaluate("document.documentElement.scrollWidth") == 320
            assert english(page) == (), path
            page.set_viewport_size({"width": 683, "height": 400})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert cut(page) == [], path
            page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"{server.origin}/public/sites/{SITE}/avis")
        page.get_by_role("button", name="Relire avant d’envoyer").click()
        assert axe(page) == ()
        page.get_by_label("Neutre").check()
        page.locator("#canal").select_option("desk")
        page.locator("#texte").fill("Mme Petit, au 06 12 34 56 78.")
        page.get_by_role("button", name="Relire avant d’envoyer").click()
        assert axe(page) == ()
        assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("light", 1366), ("dark", 390), ("dark", 1366)])
def test_results_are_accessible_and_ask_for_nothing_elsewhere(
    browser: Browser, server: Server, theme: str, width: int
) -> None:
    asked: list[str] = []
    with harness.context(browser, theme=theme, width=width) as opened:
        page = opened.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for path in RESULTS:
            answer = page.goto(f"{server.origin}/public/{path}")
            assert answer is not None
            assert answer.status == 200, path
            for summary in page.locator("summary").all():
                summary.click()
            page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
            assert axe(page) == (), path
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
            assert page.locator("script").count() == 0
    assert {url for url in asked if not url.startswith(server.origin)} == set()


def test_a_reader_with_a_keyboard_reaches_the_results_and_what_they_mean(browser: Browser, server: Server) -> None:
    opened = browser.new_context(java_script_enabled=False)
    page = opened.new_page()
    page.goto(f"{server.origin}/public/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#contenu")
    page.get_by_label("Chercher votre site").fill("casier")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Casier judiciaire national", exact=False).first.click()
    expect(page.get_by_role("navigation", name="Fil d’Ariane")).to_contain_text("Casier judiciaire national")
    meaning = page.locator("details").first
    meaning.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(meaning.get_by_text("Source")).to_be_visible()
    page.get_by_role("link", name="Intégrer ce chiffre").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Intégrer ce chiffre")
    opened.close()


class _Elsewhere(BaseHTTPRequestHandler):
    """Another origin, isolated: it asks of all that it embeds that it allows it. `ours`: where our server is."""

    ours = ""

    def do_GET(self) -> None:
        page = (
            f'<iframe id="figure" src="{self.ours}/public/encart/sites/engagement-1/{SITE}"></iframe>'
            f'<iframe id="page" src="{self.ours}/public/sites/{SITE}"></iframe>'
            f'<img id="badge" src="{self.ours}/public/badge/sites/engagement-1/{SITE}.svg">'
        )
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("cross-origin-embedder-policy", "require-corp")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_request(self, *_: object) -> None:
        """Nothing."""


def test_a_figure_is_framed_by_another_site_and_a_page_is_not(browser: Browser, server: Server) -> None:
    _Elsewhere.ours = server.origin
    with HTTPServer(("127.0.0.1", 0), _Elsewhere) as elsewhere, harness.context(browser) as opened:
        Thread(target=elsewhere.serve_forever, daemon=True).start()
        page = opened.new_page()
        page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
        expect(page.frame_locator("#figure").get_by_role("link", name="Tous les résultats")).to_be_visible()
        page.wait_for_function("document.querySelector('#badge').naturalWidth > 100")
        expect(page.frame_locator("#page").get_by_role("heading", level=1)).to_have_count(0)
        elsewhere.shutdown()


def test_printed_results_fit_the_paper_without_forms(browser: Browser, server: Server) -> None:
    with harness.context(browser) as opened:
        page = opened.new_page()
        page.goto(f"{server.origin}/public/sites/{SITE}")
        page.emulate_media(media="print")
        expect(page.get_by_role("link", name="Laisser un avis")).to_be_hidden()
        expect(page.locator("nav")).to_be_hidden()
        expect(page.locator(".results").first).to_be_visible()


def test_the_application_leads_to_the_public_pages(browser: Browser, server: Server) -> None:
    with harness.context(browser) as opened:
        page = opened.new_page()
        for path, heading in (("", "Les résultats de qualité de service"), (f"sites?site={SITE}", "Casier judiciaire")):
            page.goto(f"{server.origin}/{path}")
            harness.ready(page)
            page.get_by_role("link", name="Voir la page publique").first.click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
            assert "/public/" in page.url
