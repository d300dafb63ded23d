"""Closed doors are closed to whoever is not known, whatever is asked and however; public ones stay open."""

import dataclasses
import datetime as dt
import os
from ipaddress import ip_network
from pathlib import Path
from typing import Any, cast

import pytest
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from dashboard.authority import acting
from dashboard.cli import serve
from dashboard.config import Settings
from dashboard.domain.access import OPEN, Person
from dashboard.errors import ConfigurationError
from dashboard.reception.session_stamp import stamped
from dashboard.registry import database
from dashboard.registry.people import people, sign_in, sign_out
from dashboard.registry.shared_secrets import form_key, session_key
from dashboard.registry.stays import signed_in, stamp_of
from dashboard.server.assembly import check_proxies
from dashboard.server.gate import COOKIE
from dashboard.sign_in_settings import PERSON_HEADER, Mode, Provider, SignIn
from tests.unit.guarded_application import PAGE, Browser, guarded

NOW = dt.datetime.now(dt.UTC)
ANNE = Person("sub-anne", "Anne Élodie", "anne@exemple.fr")
PROXIES = (ip_network("10.0.0.5"), ip_network("192.168.0.0/16"), ip_network("fd00::/64"))
NAMED = {"x-remote-user": "sub-anne", "x-remote-name": "Anne Élodie", "x-remote-email": "anne@exemple.fr"}
CLOSED = [
    "/",
    "/sites",
    "/sites/deep/page",
    "/apercu/public/sites/A",
    "/apercu/public/",
    "/media/abc.csv",
    "/component/x/index.html",
    "/_stcore/upload_file/session/file",
    "/_stcore/host-config",
    "/_stcore/bidi-components/x.js",
    "/_stcore/metrics",
    "/_stcore/health/../upload_file",
    "/_stcore/healthy",
    "/static/../media/abc.csv",
    "/public/../media/abc.csv",
    "/PUBLIC/",
    "/publications",
    "//public/",
    "/readyx",
    "/connexion/autre",
    "/app/static/x",
    "/auth/login",
]
PUBLIC = [
    "/public/",
    "/public/sites/A",
    "/public",
    "/api/v1/sites",
    "/api",
    "/ready",
    "/robots.txt",
    "/_stcore/health",
    "/static/js/index.abc.js",
    "/spp/static/spp.css",
    "/spp/brand/brand.css",
    "/favicon.ico",
]


def with_mode(settings: Settings, mode: Mode) -> Settings:
    provider = Provider("https://auth.test", "barometre", "secret") if mode is Mode.OIDC else None
    how = SignIn(mode, () if mode is Mode.OIDC else PROXIES, provider=provider)
    return dataclasses.replace(settings, sign_in=how, public_address="https://barometre.test")


@pytest.fixture
def oidc(settings: Settings) -> Settings:
    return with_mode(settings, Mode.OIDC)


@pytest.fixture
def header(settings: Settings) -> Settings:
    return with_mode(settings, Mode.HEADER)


def signed(settings: Settings, browser: Browser, now: dt.datetime = NOW, person: Person = ANNE) -> Browser:
    browser.cookies.set(COOKIE, stamp_of(settings, person, now), domain="barometre.test")
    return browser


def seen(settings: Settings, headers: dict[str, str]) -> Person | None:
    return signed_in(settings, headers.get(PERSON_HEADER, ""), dt.datetime.now(dt.UTC))


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("mode", [Mode.OIDC, Mode.HEADER])
def test_a_closed_door_is_closed_to_whoever_is_unknown(settings: Settings, mode: Mode, path: str) -> None:
    browser = Browser(guarded(with_mode(settings, mode)))
    for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
        answer = browser.request(method, path)
        assert answer.status_code == 401
        assert answer.headers["cache-control"] == "no-store"
        assert "path" not in answer.text
        assert answer.headers["content-security-policy"]
    assert browser.get(path).text.startswith("Aucune personne n’est identifiée\u00a0:")
    assert [message["type"] for message in browser.socket(path)] == ["websocket.close"]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("mode", list(Mode))
def test_what_the_public_reads_stays_open(settings: Settings, mode: Mode, path: str) -> None:
    answer = Browser(guarded(with_mode(settings, mode))).get(path, {PERSON_HEADER: "x", **NAMED})
    assert answer.status_code == 200
    assert not {PERSON_HEADER, *NAMED} & set(answer.json()["headers"])


def test_whoever_is_known_comes_in_everywhere(oidc: Settings) -> None:
    browser = signed(oidc, Browser(guarded(oidc)))
    for path in (*CLOSED, "/_stcore/stream"):
        answer, [accepted, *_] = browser.get(path), browser.socket(path)
        assert (answer.status_code, accepted["type"]) == (200, "websocket.accept")
        assert answer.json()["path"] == path
        assert seen(oidc, answer.json()["headers"]) == ANNE


@pytest.mark.parametrize("base", ["", "/barometre"])
def test_a_page_leads_to_where_one_signs_in_and_back(oidc: Settings, base: str) -> None:
    browser = Browser(guarded(oidc, base))
    answer = browser.get(f"{base}/sites?site=A&x=%C3%A9", PAGE)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{base}/connexion?next={base.replace('/', '%2F')}" + (
        "%2Fsites%3Fsite%3DA%26x%3D%25C3%25A9"
    )
    for path in ("/media/a.csv", "/_stcore/host-config", "/component/x/index.html"):
        assert browser.get(f"{base}{path}", PAGE).status_code == 401
    assert browser.request("POST", f"{base}/sites", PAGE).status_code == 401


def test_another_base_is_not_ours(oidc: Settings) -> None:
    browser = Browser(guarded(oidc, "/barometre"))
    assert browser.get("/public/").status_code == 401
    assert browser.get("/barometre/public/").status_code == 200
    assert browser.get("/barometrepublic/").status_code == 401


def test_nobody_signs_in_where_it_is_open(settings: Settings) -> None:
    browser = Browser(guarded(settings))
    answer = browser.get("/sites", {"cookie": f"{COOKIE}=x", PERSON_HEADER: "x", **NAMED, "x-other": "kept"})
    assert answer.status_code == 200
    assert answer.json()["headers"]["x-other"] == "kept"
    assert not {PERSON_HEADER, *NAMED} & set(answer.json()["headers"])
    assert browser.socket("/_stcore/stream")[0]["type"] == "websocket.accept"
    assert not settings.registry_address.startswith("sqlite") or not (settings.home / "registry.db").exists()


@pytest.mark.parametrize("case", ["other key", "other secret", "cut", "expired", "ahead", "empty", "header"])
def test_a_forged_or_old_cookie_is_nobody(oidc: Settings, case: str) -> None:
    right = stamp_of(oidc, ANNE, NOW)
    cookie = {
        "other key": stamped("k" * 64, ANNE, NOW),
        "other secret": stamped(form_key(oidc), ANNE, NOW),
        "cut": right[:-3],
        "expired": stamped(session_key(oidc), ANNE, NOW - dt.timedelta(hours=10, seconds=1)),
        "ahead": stamped(session_key(oidc), ANNE, NOW + dt.timedelta(hours=5)),
        "empty": "",
        "header": "",
    }[case]
    # The internal header, even with a right stamp, is worth nothing from outside.
    headers = {"cookie": f"{COOKIE}={cookie}", PERSON_HEADER: right if case == "header" else "x", **NAMED}
    browser = Browser(guarded(oidc))
    assert browser.get("/sites", headers).status_code == 401
    assert browser.socket("/_stcore/stream", headers)[0]["type"] == "websocket.close"


def test_the_header_of_a_browser_never_stands_beside_ours(oidc: Settings) -> None:
    browser = signed(oidc, Browser(guarded(oidc)))
    paul = stamp_of(oidc, Person("sub-paul"), NOW)
    headers = browser.get("/sites", [(PERSON_HEADER, paul), ("X-SPP-Person", paul)]).json()["headers"]
    assert seen(oidc, headers) == ANNE


def test_whoever_left_is_nobody_in_every_window_until_they_come_back(oidc: Settings) -> None:
    here, there = (signed(oidc, Browser(guarded(oidc)), NOW - dt.timedelta(hours=1)) for _ in range(2))
    paul = signed(oidc, Browser(guarded(oidc)), person=Person("sub-paul"))
    assert here.get("/sites").status_code == 200
    sign_in(oidc, ANNE, NOW - dt.timedelta(hours=1))
    sign_out(oidc, ANNE, NOW - dt.timedelta(minutes=1))
    assert [browser.get("/sites").status_code for browser in (here, there, paul)] == [401, 401, 200]
    assert signed(oidc, there, NOW).get("/sites").status_code == 200


@pytest.mark.parametrize(
    ("peer", "believed"),
    [
        ("10.0.0.5", True),
        ("192.168.44.1", True),
        ("fd00::1234", True),
        ("::ffff:10.0.0.5", True),
        ("::ffff:192.168.3.4", True),
        ("10.0.0.6", False),
        ("fd00:0:0:1::1", False),
        ("::ffff:10.0.0.6", False),
        ("127.0.0.1", False),
        ("testclient", False),
        ("", False),
    ],
)
def test_headers_are_believed_from_a_proxy_alone(header: Settings, peer: str, believed: bool) -> None:
    browser = Browser(guarded(header), peer=peer)
    answer = browser.get("/sites", {**NAMED, PERSON_HEADER: "x"})
    assert answer.status_code == (200 if believed else 401)
    assert (browser.socket("/_stcore/stream", NAMED)[0]["type"] == "websocket.accept") is believed
    if believed:
        headers = answer.json()["headers"]
        assert seen(header, headers) == ANNE
        assert not set(NAMED) & set(headers)


def test_a_page_without_a_person_behind_a_proxy_is_refused_in_words(header: Settings) -> None:
    answer = Browser(guarded(header), peer="10.0.0.5").get("/sites", PAGE)
    assert answer.status_code == 401
    assert '<html lang="fr">' in answer.text
    assert "où le service informatique identifie les agents.</p>" in answer.text
    program = Browser(guarded(header), peer="10.0.0.5").get("/sites")
    assert program.text.endswith("où le service informatique identifie les agents.")
    assert Browser(guarded(header), peer="10.0.0.5").get("/connexion").json()["path"] == "/connexion"


@pytest.mark.parametrize(
    "headers",
    [
        [("x-remote-user", "sub-anne"), ("x-remote-user", "sub-paul")],
        [("x-remote-user", "")],
        [("x-remote-user", "a\tb")],
        [("x-remote-user", "a" * 256)],
        [("x-remote-name", "Anne")],
    ],
    ids=["two", "empty", "control", "long", "none"],
)
def test_an_identity_that_is_not_clear_is_nobody(header: Settings, headers: list[tuple[str, str]]) -> None:
    assert Browser(guarded(header), peer="10.0.0.5").get("/sites", headers).status_code == 401


def test_the_address_of_a_visitor_is_taken_from_a_proxy_alone(header: Settings) -> None:
    asked = {**NAMED, "x-forwarded-for": "203.0.113.9, 198.51.100.1, 192.168.0.1"}
    assert Browser(guarded(header), peer="10.0.0.5").get("/sites", asked).json()["client"] == "198.51.100.1"
    assert Browser(guarded(header), peer="::ffff:10.0.0.5").get("/public/", asked).json()["client"] == "198.51.100.1"
    assert Browser(guarded(header), peer="192.0.2.7").get("/public/", asked).json()["client"] == "192.0.2.7"


@pytest.mark.parametrize("believed", [["192.0.2.1"], "*"])
def test_a_stranger_is_no_proxy_whatever_it_says_of_its_address(header: Settings, believed: list[str] | str) -> None:
    """Not even where uvicorn was told to believe everybody."""
    behind_uvicorn = cast(ASGIApp, ProxyHeadersMiddleware(cast(Any, guarded(header)), believed))
    for said in ("10.0.0.5", "10.0.0.5:80", "fd00::1", "[fd00::1]:80", "10.0.0.5, 203.0.113.9"):
        lying = {**NAMED, "x-forwarded-for": said}
        assert Browser(behind_uvicorn, peer="192.0.2.7").get("/sites", lying).status_code == 401


def test_a_proxy_is_checked_before_uvicorn_hides_it(header: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORWARDED_ALLOW_IPS", raising=False)
    with pytest.raises(ConfigurationError, match="FORWARDED_ALLOW_IPS doit être vide"):
        check_proxies(header)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    with pytest.raises(ConfigurationError, match="python -m dashboard serve"):
        check_proxies(header)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "")
    check_proxies(header)
    monkeypatch.delenv("FORWARDED_ALLOW_IPS")
    check_proxies(with_mode(header, Mode.OIDC))


@pytest.mark.parametrize("given", ["", "10.0.0.5"])
def test_the_command_leaves_the_proxies_to_the_gate(
    given: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[str | None] = []
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path))
    monkeypatch.setenv("BAROMETRE_TRUSTED_PROXIES", given)
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "192.0.2.1")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(serve.os, "execv", lambda *_command: started.append(os.environ["FORWARDED_ALLOW_IPS"]))
    serve.serve()
    assert started == ["" if given else "192.0.2.1"]


def test_whoever_a_proxy_lets_in_is_kept_once(header: Settings) -> None:
    browser = Browser(guarded(header), peer="10.0.0.5")
    for _ in range(3):
        browser.socket("/_stcore/stream", NAMED)
        browser.get("/sites", NAMED)
    with acting(OPEN):
        [known] = people(header)
    assert known.person == ANNE
    assert known.last_seen_at is not None
    database.forget(header)


def test_a_registry_that_does_not_answer_opens_nothing(oidc: Settings, caplog: pytest.LogCaptureFixture) -> None:
    browser = signed(oidc, Browser(guarded(oidc)))
    broken = dataclasses.replace(oidc, registry="sqlite:////proc/nowhere/registry.db")
    refused = Browser(guarded(broken))
    refused.cookies = browser.cookies
    answer = refused.get("/sites", PAGE)
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
    assert "<p>Les connexions ne peuvent pas être vérifiées" in answer.text
    assert refused.socket("/_stcore/stream")[0]["type"] == "websocket.close"
    assert refused.get("/public/").status_code == 200
    assert "sub-anne" not in caplog.text
