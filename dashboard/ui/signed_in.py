"""Who is signed in, as the server says it to the page."""

import datetime as dt
from threading import Lock

import streamlit as st
from cachetools import TTLCache, cached

from dashboard.config import Settings, settings
from dashboard.domain.access import Person
from dashboard.reception.session_stamp import leaving
from dashboard.registry.shared_secrets import session_key
from dashboard.registry.stays import signed_in
from dashboard.sign_in_settings import PERSON_HEADER, Mode

KEPT_S = 2.0
"""Whoever left is still there that long at most: a run asks who is there some ten times."""


def signs_in() -> bool:
    """Whether people sign in here; otherwise everybody may do everything."""
    return settings().sign_in.mode is not Mode.OPEN


def person() -> Person | None:
    """Who is there, checked all along: a window may stay open longer than a session, or after its owner left.
    Raises RegistryUnavailableError."""
    return _checked(settings(), _stamp()) if signs_in() else None


def sign_out_address() -> str:
    """Where a link signs out, relative to any page; empty where a proxy decides, or for nobody."""
    one, stamp = settings(), _stamp()
    if one.sign_in.mode is not Mode.OIDC or not stamp:
        return ""
    return f"./deconnexion?jeton={leaving(session_key(one), stamp)}"


@cached(TTLCache(4096, KEPT_S), lock=Lock())
def _checked(one: Settings, stamp: str) -> Person | None:
    return signed_in(one, stamp, dt.datetime.now(dt.UTC))


def _stamp() -> str:
    return str(st.context.headers.get(PERSON_HEADER) or "")
