"""Signing in and out at a provider as strict as ProConnect: the whole way, and everything that must not pass."""

import dataclasses
import datetime as dt
import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.types import ASGIApp

from dashboard.authority import acting
from dashboard.config import Settings
from dashboard.domain.access import OPEN, Person
from dashboard.reception.session_stamp import leaving
from dashboard.registry import database, stays
from dashboard.registry.audit import Act, audit_of
from dashboard.registry.people import people
from dashboard.registry.shared_secrets import session_key
from dashboard.server.gate import COOKIE
from dashboard.server.log_lines import TextLines
from dashboard.sign_in_settings import PERSON_HEADER, Mode, Provider, SignIn
from tests.server_log import written
from tests.unit import mini_proconnect
from tests.unit.guarded_application import PAGE, Browser, guarded
from tests.unit.mini_proconnect import CLIENT, SECRET, Claims, MiniProConnect

ORIGIN, BASE = "https://barometre.test", "/qualite"
FAILURES = "Le service de connexion ne répond pas comme attendu"


@pytest.fixture(scope="module")
def running() -> Iterator[MiniProConnect]:
    with mini_proconnect.running(f"{ORIGIN}{BASE}") as provider:
        yield provider


@pytest.fixture
def provider(running: MiniProConnect) -> MiniProConnect:
    """As it was when it started."""
    fresh = MiniProConnect(running.issuer, running.redirect, running.back, key=running.key)
    kept = {"key", "issuer", "redirect", "back"}
    for field in dataclasses.fields(fresh):
        if field.name not in kept:
            setattr(running, field.name, getattr(fresh, field.name))
    return running


def at(home: Settings, provider: MiniProConnect) -> Settings:
    how = SignIn(Mode.OIDC, provider=Provider(provider.issuer, CLIENT, SECRET))
    return dataclasses.replace(home, sign_in=how, public_address=f"{ORIGIN}{BASE}")


@pytest.fixture
def installed(provider: MiniProConnect, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("BAROMETRE_HOME", str(settings.home))
    yield at(settings, provider)
    database.forget(settings)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    home = Settings(tmp_path_factory.mktemp("untouched"))
    yield home
    database.forget(home)


@pytest.fixture
def untouched(empty: Settings, provider: MiniProConnect, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation where nobody ever signs in, made once."""
    monkeypatch.setenv("BAROMETRE_HOME", str(empty.home))
    return at(empty, provider)


@pytest.fixture
def application(installed: Settings) -> ASGIApp:
    return guarded(installed, BASE)


@pytest.fixture
def browser(application: ASGIApp) -> Browser:
    return Browser(application, ORIGIN)


def begin(browser: Browser, path: str = "/sites?site=A") -> str:
    """The address at the provider."""
    to_sign_in = browser.get(f"{BASE}{path}", PAGE)
    answer = browser.get(to_sign_in.headers["location"])
    assert answer.status_code == 303
    return answer.headers["location"]


def at_provider(address: str) -> str:
    """What the provider answers to the browser: a path of ours."""
    answer = httpx.get(address, timeout=60)
    assert answer.status_code == 303, answer.text
    location = answer.headers["location"]
    assert location.startswith(ORIGIN)
    return location.removeprefix(ORIGIN)


def come_in(browser: Browser, path: str = "/sites?site=A") -> httpx.Response:
    return browser.get(at_provider(begin(browser, path)))


def person_in(settings: Settings, browser: Browser) -> Person | None:
    answer = browser.get(f"{BASE}/sites")
    if answer.status_code != 200:
        return None
    return stays.signed_in(settings, answer.json()["headers"][PERSON_HEADER], dt.datetime.now(dt.UTC))


def set_cookies(answer: httpx.Response) -> dict[str, str]:
    return {line.partition("=")[0]: line for line in answer.headers.get_list("set-cookie")}


def test_the_whole_way_in_and_out(browser: Browser, installed: Settings, provider: MiniProConnect) -> None:
    answer = come_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}/sites?site=A")
    assert person_in(installed, browser) == Person("sub-anne", "Anne Martin", "anne@exemple.fr")
    with acting(OPEN):
        [known] = people(installed)
    assert known.person.email == "anne@exemple.fr"
    key, stamp = session_key(installed), browser.cookies[COOKIE]
    out = browser.get(f"{BASE}/deconnexion?jeton={leaving(key, stamp)}")
    assert out.status_code == 303
    asked = parse_qs(urlsplit(out.headers["location"]).query)
    assert set(asked) == {"id_token_hint", "state", "post_logout_redirect_uri"}
    assert person_in(installed, browser) is None
    end = browser.get(at_provider(out.headers["location"]))
    assert end.status_code == 200
    assert "Vous êtes déconnecté de cette application" in end.text
    assert f'href="{BASE}/connexion"' in end.text
    assert [line.act for line in audit_of(installed, "person", known.id)] == [Act.SIGNED_IN, Act.SIGNED_OUT]
    assert provider.asked.count("/.well-known/openid-configuration") == 1
    # A stamp that somebody kept is worth nothing any more.
    browser.cookies.set(COOKIE, stamp, domain="barometre.test", path=BASE)
    assert person_in(installed, browser) is None


def test_cookies_are_for_this_application_and_no_script(browser: Browser) -> None:
    begun = browser.get(f"{BASE}/connexion?next={BASE}/sites")
    [pending] = set_cookies(begun).values()
    assert re.search(
        r"^spp_connexion=.*; HttpOnly; Max-Age=900; Path=/qualite/connexion; SameSite=lax; Secure$", pending
    )
    given = set_cookies(browser.get(at_provider(begun.headers["location"])))
    assert set(given) == {COOKIE, "spp_id_token", "spp_connexion"}
    assert re.search(r"; HttpOnly; Max-Age=36000; Path=/qualite; SameSite=lax; Secure$", given[COOKIE])
    assert re.search(r"; HttpOnly; Max-Age=36000; Path=/qualite/deconnexion; SameSite=lax;", given["spp_id_token"])
    assert "Max-Age=0" in given["spp_connexion"]


def test_what_is_asked_is_what_proconnect_knows(browser: Browser) -> None:
    first, second = (parse_qs(urlsplit(begin(browser)).query) for _ in range(2))
    assert set(first) == {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
    assert min(len(first[name][0]) for name in ("state", "nonce")) >= 32
    assert first["state"] != second["state"]
    assert first["redirect_uri"] == [f"{ORIGIN}{BASE}/connexion/retour"]


def test_a_session_is_never_the_one_that_a_browser_brought(browser: Browser, installed: Settings) -> None:
    planted = stays.stamp_of(installed, Person("sub-mechant"), dt.datetime.now(dt.UTC))
    browser.cookies.set(COOKIE, planted, domain="barometre.test", path=BASE)
    answer = browser.get(at_provider(browser.get(f"{BASE}/connexion").headers["location"]))
    assert answer.headers["location"] == f"{BASE}/"
    assert COOKIE in set_cookies(answer)
    assert planted not in set_cookies(answer)[COOKIE]


@pytest.mark.parametrize(
    "asked", ["//mechant.test", "https://mechant.test", "/autre", f"{BASE}/connexion", "%2F%2Fa.fr"]
)
def test_signing_in_leads_to_no_other_site(browser: Browser, asked: str) -> None:
    begun = browser.get(f"{BASE}/connexion?next={asked}")
    assert browser.get(at_provider(begun.headers["location"])).headers["location"] == f"{BASE}/"


def test_an_answer_that_was_not_asked_here_is_refused(browser: Browser, application: ASGIApp) -> None:
    back = at_provider(begin(browser))
    stranger = Browser(application, ORIGIN)
    for other, path in (
        (stranger, back),
        (browser, re.sub(r"state=[^&]*", "state=" + "x" * 43, back)),
        (browser, re.sub(r"&?state=[^&]*", "", back)),
    ):
        answer = other.get(path)
        assert answer.status_code == 400
        assert "n’a pas été commencée dans ce navigateur" in answer.text
        assert "Réessayer" in answer.text
        assert COOKIE not in set_cookies(answer)


def test_an_answer_comes_too_late(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    back = at_provider(begin(browser))
    monkeypatch.setattr("dashboard.server.sign_in_routes.read_pending", lambda *_arguments: None)
    assert browser.get(back).status_code == 400


def test_a_code_is_worth_something_once(browser: Browser, provider: MiniProConnect) -> None:
    back = at_provider(begin(browser))
    cookies = httpx.Cookies(browser.cookies)
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 400  # the browser has forgotten what it asked
    browser.cookies = cookies
    answer = browser.get(back)  # one that remembers: the provider refuses
    assert answer.status_code == 502
    assert provider.asked.count("/userinfo") == 1


@pytest.mark.parametrize("said", ["error=access_denied&error_description=sub-anne", "error=server_error", ""])
def test_a_provider_that_identifies_nobody_is_said(browser: Browser, said: str) -> None:
    state = parse_qs(urlsplit(begin(browser)).query)["state"][0]
    answer = browser.get(f"{BASE}/connexion/retour?state={state}&{said}")
    assert answer.status_code == 403
    assert "n’a identifié personne" in answer.text
    assert "sub-anne" not in answer.text
    assert "%2Fsites%3Fsite%3DA" in answer.text  # to try again is to go on to the same page


def changed(**claims: Any) -> Callable[[Claims], Claims]:
    """None takes the claim away."""
    return lambda said: {name: value for name, value in (said | claims).items() if value is not None}


NOW = int(time.time())
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "nonce": ({"change_id": changed(nonce="x" * 43)}, "invalid_claim nonce"),
    "no nonce": ({"change_id": changed(nonce=None)}, "missing_claim nonce"),
    "audience": ({"change_id": changed(aud="another")}, "invalid_claim aud"),
    "authorised party": (
        {"change_id": changed(aud=[CLIENT, "another"], azp="another")},
        "the ID token is for another client (azp)",
    ),
    "issuer": ({"change_id": changed(iss="https://mechant.test")}, "invalid_claim iss"),
    "no issuer": ({"change_id": changed(iss=None)}, "missing_claim iss"),
    "expired": ({"change_id": changed(exp=NOW - 120)}, "expired_token exp"),
    "no end": ({"change_id": changed(exp=None)}, "the ID token has no exp"),
    "not yet": ({"change_id": changed(iat=NOW + 86_400, nbf=NOW + 86_400)}, "invalid_claim iat"),
    "no subject": ({"change_id": changed(sub=None)}, "the ID token has no sub"),
    "long subject": ({"change_id": changed(sub="x" * 256)}, "the ID token has an unusable sub"),
    "blank subject": ({"change_id": changed(sub=" ")}, "the ID token has an unusable sub"),
    "number": ({"change_id": changed(sub=12)}, "invalid_claim sub"),
    "user: subject": ({"change_user": changed(sub="sub-paul")}, "invalid_claim sub"),
    "user: no subject": ({"change_user": changed(sub=None)}, "missing_claim sub"),
    "user: audience": ({"change_user": changed(aud="another")}, "invalid_claim aud"),
    "user: no audience": ({"change_user": changed(aud=None)}, "missing_claim aud"),
    "user: issuer": ({"change_user": changed(iss="https://mechant.test")}, "invalid_claim iss"),
    "user: expired": ({"change_user": changed(exp=NOW - 120)}, "expired_token exp"),
    "user: not signed": ({"user_media": "application/json"}, "the userinfo endpoint gives no signed token"),
    "alg none": ({"sign": mini_proconnect.unsigned}, "unsupported_algorithm"),
    "alg HS256": ({"sign": mini_proconnect.signed_by_the_secret}, "unsupported_algorithm"),
    "not a token": ({"sign": lambda _claims: "sub-anne.anne@exemple.fr.x"}, "decode_error"),
    "signature": ({"published": [mini_proconnect.new_key("one")]}, "bad_signature"),
    "unknown key": ({"published": [mini_proconnect.new_key("other")]}, "invalid_key_id"),
    "clock": ({"ahead": 180}, "invalid_claim iat"),
    "clock behind": ({"ahead": -180}, "expired_token exp"),
    "access token": ({"token_lifetime": -1.0}, "the userinfo endpoint answers 401 invalid_token"),
    "discovery: issuer": ({"discovery": {"issuer": "https://mechant.test"}}, "discovery names another issuer"),
    "discovery: endpoint": (
        {"discovery": {"token_endpoint": "https://mechant.test/token"}},
        "token_endpoint is not at the address of the issuer",
    ),
    "discovery: scheme": (
        {"discovery": {"jwks_uri": "file:///etc/passwd"}},
        "jwks_uri is not at the address of the issuer",
    ),
    "discovery: none": ({"discovery": {"jwks_uri": None}}, "discovery has no jwks_uri"),
    "down: discovery": ({"broken": {"/.well-known/openid-configuration"}}, "discovery answers 500"),
    "down: token": ({"broken": {"/token"}}, "the token endpoint answers 500"),
    "down: userinfo": ({"broken": {"/userinfo"}}, "the userinfo endpoint answers 500"),
    "down: keys": ({"broken": {"/jwks"}}, "the keys answers 500"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_lets_nobody_in(
    untouched: Settings, provider: MiniProConnect, caplog: pytest.LogCaptureFixture, case: str
) -> None:
    browser = Browser(guarded(untouched, BASE), ORIGIN)
    changes, reason = WRONG[case]
    for name, value in changes.items():
        setattr(provider, name, value)
    begun = browser.get(f"{BASE}/connexion?next={BASE}/sites")
    answer = browser.get(at_provider(begun.headers["location"])) if begun.status_code == 303 else begun
    assert answer.status_code == 502
    assert FAILURES in answer.text
    assert f'<a href="{BASE}/connexion?next=%2Fqualite%2Fsites">Réessayer</a>' in answer.text
    assert person_in(untouched, browser) is None
    with acting(OPEN):
        assert people(untouched) == []
    [ours] = [record for record in caplog.records if record.name == "dashboard"]
    assert "nobody_identified reason=" in TextLines().format(ours)
    told = vars(ours)["barometre_fields"]["reason"]
    assert told in {f"{said}{reason}" for said in ("", "a token is refused: ")}
    for private in ("sub-anne", "sub-paul", "anne@", SECRET, *provider.tokens):
        assert private not in caplog.text
        assert private not in written(caplog)
        assert private not in answer.text


def test_to_try_again_is_enough_once_the_provider_is_mended(browser: Browser, provider: MiniProConnect) -> None:
    provider.broken = {"/token"}
    assert come_in(browser).status_code == 502
    provider.broken = set()
    assert come_in(browser).status_code == 303


def test_a_provider_that_does_not_answer_is_said(installed: Settings, caplog: pytest.LogCaptureFixture) -> None:
    how = dataclasses.replace(installed.sign_in, provider=Provider("http://127.0.0.1:9", CLIENT, SECRET))
    lost = Browser(guarded(dataclasses.replace(installed, sign_in=how), BASE), ORIGIN)
    answer = lost.get(f"{BASE}/connexion")
    assert (answer.status_code, FAILURES in answer.text) == (502, True)
    assert 'reason="discovery does not answer: ConnectError"' in written(caplog)


def test_keys_that_change_are_read_again_once(browser: Browser, application: ASGIApp, provider: MiniProConnect) -> None:
    assert come_in(browser).status_code == 303
    assert provider.asked.count("/jwks") == 1
    old, provider.key = provider.key, mini_proconnect.new_key("two")
    try:
        provider.published = [old, provider.key]
        assert come_in(Browser(application, ORIGIN)).status_code == 303
        assert come_in(Browser(application, ORIGIN)).status_code == 303
    finally:
        provider.key = old
    assert provider.asked.count("/jwks") == 2


@pytest.mark.parametrize("ahead", [-100, -30, 30, 55])
def test_clocks_may_differ_by_a_minute(browser: Browser, provider: MiniProConnect, ahead: int) -> None:
    provider.ahead = ahead  # a token of a minute made 100 s ago has ended for 40 s
    assert come_in(browser).status_code == 303


def test_a_person_without_a_name_is_their_subject(
    browser: Browser, installed: Settings, provider: MiniProConnect
) -> None:
    provider.person = {"sub": "s" * 255, "given_name": 3, "email": None}
    come_in(browser)
    assert person_in(installed, browser) == Person("s" * 255)


def test_a_name_of_another_provider_is_read(browser: Browser, installed: Settings, provider: MiniProConnect) -> None:
    provider.person = {"sub": "7", "name": "Paul Émile", "family_name": "Émile"}
    come_in(browser)
    assert person_in(installed, browser) == Person("7", "Paul Émile")


def test_nobody_signs_another_out(browser: Browser, installed: Settings, application: ASGIApp) -> None:
    come_in(browser)
    other = stays.stamp_of(installed, Person("sub-anne"), dt.datetime.now(dt.UTC))
    for token in ("", "x", leaving(session_key(installed), other)):
        answer = browser.get(f"{BASE}/deconnexion?jeton={token}")
        assert answer.status_code == 400
        assert "Se déconnecter" in answer.text
    assert browser.get(f"{BASE}/deconnexion/retour?state=x").status_code == 400
    assert person_in(installed, browser) is not None
    assert Browser(application, ORIGIN).get(f"{BASE}/deconnexion").status_code == 200


@pytest.mark.parametrize("case", ["no place", "down", "long token"])
def test_leaving_here_is_leaving_even_without_the_provider(
    browser: Browser, installed: Settings, provider: MiniProConnect, case: str
) -> None:
    if case == "no place":
        provider.discovery = {"end_session_endpoint": None}
    if case == "long token":
        provider.change_id = changed(long="x" * 4000)
    come_in(browser)
    link = f"{BASE}/deconnexion?jeton={leaving(session_key(installed), browser.cookies[COOKIE])}"
    if case == "down":
        browser.cookies.delete("spp_id_token", domain="barometre.test", path=f"{BASE}/deconnexion")
    answer = browser.get(link)
    assert answer.status_code == 200
    assert "mais pas du service de connexion" in answer.text
    assert person_in(installed, browser) is None


def test_a_registry_that_does_not_answer_keeps_nobody_in(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    back = at_provider(begin(browser))

    def refuse(*_arguments: object) -> None:
        raise database.RegistryUnavailableError("Le registre ne répond pas.")

    monkeypatch.setattr("dashboard.server.sign_in_routes.people.sign_in", refuse)
    answer = browser.get(back)
    assert (answer.status_code, COOKIE in set_cookies(answer)) == (503, False)
    assert "Les connexions ne peuvent pas être enregistrées" in answer.text


def test_there_is_no_door_without_a_provider(settings: Settings) -> None:
    assert Browser(guarded(settings)).get("/connexion").json()["path"] == "/connexion"
