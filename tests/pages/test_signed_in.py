"""What a page knows of who is there, from the headers of its socket, in the three ways of signing in."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard.config import settings
from dashboard.domain.access import Person
from dashboard.registry import database
from dashboard.registry.stays import asked_to_leave, stamp_of
from dashboard.sign_in_settings import PERSON_HEADER
from dashboard.ui import signed_in

PROXY = {"BAROMETRE_ACCESS": "header", "BAROMETRE_TRUSTED_PROXIES": "10.0.0.5"}
PROVIDER = {
    "BAROMETRE_ACCESS": "oidc",
    "BAROMETRE_PUBLIC_ADDRESS": "https://barometre.test",
    "BAROMETRE_OIDC_ISSUER": "https://auth.test",
    "BAROMETRE_OIDC_CLIENT_ID": "barometre",
    "BAROMETRE_OIDC_CLIENT_SECRET": "secret",
}
ANNE = Person("sub-anne", "Anne Martin")


@pytest.fixture(params=[{}, PROXY, PROVIDER], ids=["open", "header", "oidc"])
def page(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, dict[str, str]]]:
    """How people sign in, and the headers that the server gives to the page."""
    monkeypatch.setenv("BAROMETRE_HOME", str(tmp_path))
    for name, value in request.param.items():
        monkeypatch.setenv(name, value)
    headers: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "headers", property(lambda _context: headers))
    yield settings().sign_in.mode, headers
    database.forget(settings())


def test_a_page_knows_whom_the_server_names(page: tuple[str, dict[str, str]]) -> None:
    mode, headers = page
    now = dt.datetime.now(dt.UTC)
    assert signed_in.signs_in() is (mode != "open")
    assert (signed_in.person(), signed_in.sign_out_address()) == (None, "")
    headers[PERSON_HEADER] = stamp_of(settings(), ANNE, now)
    assert signed_in.person() == (None if mode == "open" else ANNE)
    _, _, token = signed_in.sign_out_address().partition("./deconnexion?jeton=")
    assert asked_to_leave(settings(), headers[PERSON_HEADER], token) is (mode == "oidc")
    headers[PERSON_HEADER] = stamp_of(settings(), ANNE, now - dt.timedelta(hours=10))
    assert signed_in.person() is None
