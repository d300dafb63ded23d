"""Signing in and out in Chromium, at a provider on another site; what a page of Streamlit knows of who is there."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.ui.signed_in import KEPT_S
from tests.browser import harness
from tests.browser.harness import Server
from tests.shared_home import ROOT
from tests.unit import mini_proconnect
from tests.unit.mini_proconnect import CLIENT, SECRET, MiniProConnect

_LAUNCHER = """
import streamlit as st
from dashboard.server import assembly
assembly.find_configuration()
app = st.App({script!r}, **assembly.parts())
"""
_SCRIPT = """
import streamlit as st
from dashboard.ui import signed_in
found = signed_in.person()
st.button("Encore")
st.write("Personne" if found is None else f"{found.shown}, {found.email}, {found.subject}")
st.html(f'<a href="{signed_in.sign_out_address()}" target="_self">Se déconnecter</a>')
st.download_button("Fichier", "contenu", "fichier.txt")
"""


def launcher(folder: Path) -> Path:
    """An application of one page behind our own server."""
    script, found = folder / "page.py", folder / "lancer.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    found.write_text(_LAUNCHER.format(script=str(script)), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def provider() -> Iterator[MiniProConnect]:
    with mini_proconnect.running("", host="localhost") as running:
        yield running


@pytest.fixture(scope="module")
def signing(provider: MiniProConnect, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    harness.chromium()
    folder = tmp_path_factory.mktemp("signing")

    def settings(origin: str) -> Mapping[str, str]:
        provider.serve(origin)
        return {
            "PYTHONPATH": str(ROOT),
            "BAROMETRE_ACCESS": "oidc",
            "BAROMETRE_PUBLIC_ADDRESS": origin,
            "BAROMETRE_OIDC_ISSUER": provider.issuer,
            "BAROMETRE_OIDC_CLIENT_ID": CLIENT,
            "BAROMETRE_OIDC_CLIENT_SECRET": SECRET,
        }

    with harness.own_server(folder / "home", folder / "server.log", settings, launcher(folder)) as running:
        yield running


@pytest.fixture
def session(browser: Browser) -> Iterator[BrowserContext]:
    with harness.context(browser) as opened:
        yield opened


def test_the_whole_way_in_a_browser(session: BrowserContext, signing: Server) -> None:
    page, asked = session.new_page(), []
    session.on("request", lambda request: asked.append(request.url))
    page.goto(f"{signing.origin}/?site=A")
    expect(page.get_by_text("Anne Martin, anne@exemple.fr, sub-anne")).to_be_visible(timeout=60_000)
    assert page.url == f"{signing.origin}/?site=A"
    other = session.new_page()
    other.goto(signing.origin)
    expect(other.get_by_text("Anne Martin")).to_be_visible(timeout=60_000)
    with page.expect_download() as file:
        page.get_by_role("button", name="Fichier").click()
    media = next(address for address in asked if address.startswith(f"{signing.origin}/media/"))
    assert file.value.suggested_filename == "fichier.txt"
    assert httpx.get(media, timeout=60).status_code == 401
    page.get_by_role("link", name="Se déconnecter").click()
    expect(page.get_by_text("Vous êtes déconnecté de cette application")).to_be_visible(timeout=30_000)
    assert page.url.startswith(f"{signing.origin}/deconnexion/retour?state=")
    assert Axe().run(page).violations_count == 0
    # The window that was left open knows that its owner has left.
    other.wait_for_timeout(1000 * KEPT_S)
    other.get_by_role("button", name="Encore").click()
    expect(other.get_by_text("Personne", exact=True)).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Se connecter").click()
    expect(page.get_by_text("Anne Martin")).to_be_visible(timeout=60_000)


def test_a_provider_that_is_down_is_said_and_tried_again(
    session: BrowserContext, signing: Server, provider: MiniProConnect
) -> None:
    provider.broken = {"/token"}
    page = session.new_page()
    page.goto(f"{signing.origin}/")
    expect(page.get_by_role("heading", name="Connexion impossible")).to_be_visible(timeout=30_000)
    assert Axe().run(page).violations_count == 0
    if folder := os.environ.get("BAROMETRE_PICTURES"):
        page.screenshot(path=f"{folder}/connexion.png")
    assert signing.log is not None
    assert "page has changed" not in signing.log.read_text(encoding="utf-8")  # it is not one of Streamlit's
    provider.broken = set()
    page.get_by_role("link", name="Réessayer").click()
    expect(page.get_by_text("Anne Martin")).to_be_visible(timeout=60_000)


def test_a_socket_without_a_person_is_refused(signing: Server) -> None:
    for headers in ({}, {"x-spp-person": "x"}, {"cookie": "spp_session=x"}, {"x-remote-user": "sub-anne"}):
        with pytest.raises(InvalidStatus) as refused:
            connect(f"{signing.origin.replace('http', 'ws')}/_stcore/stream", additional_headers=headers)
        assert refused.value.response.status_code == 403
    for path in ("/media/x", "/_stcore/upload_file/a/b", "/_stcore/host-config", "/apercu/public/", "/sites"):
        assert httpx.get(f"{signing.origin}{path}", timeout=60).status_code == 401
    for path in ("/public/", "/_stcore/health", "/spp/static/spp.css", "/robots.txt"):
        assert httpx.get(f"{signing.origin}{path}", timeout=60).status_code in {200, 503}


def test_a_page_behind_a_proxy_knows_whom_it_names(browser: Browser, tmp_path: Path) -> None:
    def settings(_origin: str) -> Mapping[str, str]:
        return {
            "PYTHONPATH": str(ROOT),
            "BAROMETRE_ACCESS": "header",
            "BAROMETRE_TRUSTED_PROXIES": "127.0.0.1",
            "FORWARDED_ALLOW_IPS": "",
        }

    named = {"X-Remote-User": "sub-paul", "X-Remote-Name": "Paul", "X-Forwarded-For": "203.0.113.9"}
    with (
        harness.own_server(tmp_path / "home", tmp_path / "server.log", settings, launcher(tmp_path)) as server,
        harness.context(browser) as session,
    ):
        assert httpx.get(server.origin, timeout=60).status_code == 401
        # Chromium sends them with its socket too.
        session.set_extra_http_headers(named)
        page = session.new_page()
        page.goto(server.origin)
        expect(page.get_by_text("Paul, , sub-paul")).to_be_visible(timeout=60_000)
