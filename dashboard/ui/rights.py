"""What the person who looks may do, for the store and the registry (`authority`) and for the menu."""

import datetime as dt
import time
from collections.abc import Callable
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import authority
from dashboard.analyses.site_services import site_services
from dashboard.config import settings
from dashboard.domain.access import OPEN, Access, Grant, Person, Right, with_sites
from dashboard.registry.audit import Act, note
from dashboard.registry.people import access_of
from dashboard.ui import cache, signed_in

T = TypeVar("T")
_STATE = "spp_access"
_KEPT_S = 2.0
"""A role that is taken back is still there that long at most: a run asks for its rights some ten times."""


def follow() -> None:
    """From now on the store and the registry ask here who acts."""
    authority.provided_by(current)


def current() -> Access | None:
    """The access of whoever looks at this page; None when nobody is known, or outside of a page."""
    if get_script_run_ctx() is None:
        return None
    if not signed_in.signs_in():
        return OPEN
    person = signed_in.person()
    if person is None:
        return None
    kept: tuple[float, Access] | None = st.session_state.get(_STATE)
    if kept is None or kept[1].person != person or time.monotonic() - kept[0] > _KEPT_S:
        kept = time.monotonic(), _read(person)
        st.session_state[_STATE] = kept
    return kept[1]


def may(right: Right, *, site: str | None = None, service: str | None = None) -> bool:
    """Whether whoever looks has a right there (no place: somewhere), to offer them an act or not."""
    held = authority.access().perimeter(right)
    return held.holds(site=site, service=service) if site or service else not held.nowhere


def offered(make: Callable[[], T], told: str) -> Callable[[], T]:
    """`make` for a download, which the server asks for outside of any page: with the rights that the person has then;
    the audit keeps who took what (`told`)."""
    held = authority.access()
    if held.person is None:
        return lambda: _within(held, make)
    person = held.person

    def made() -> T:
        content = _within(_read(person), make)
        note(settings(), dt.datetime.now(dt.UTC), person.shown, Act.EXPORTED, "file", detail=told)
        return content

    return made


def _within(held: Access, make: Callable[[], T]) -> T:
    with authority.acting(held):
        return make()


def _read(person: Person) -> Access:
    """The grants of a person, each service also as its sites: the registry knows sites only."""
    found = access_of(settings(), person, dt.datetime.now(dt.UTC).date())
    reader = cache.whole_reader()
    services = reader.compute(site_services) if reader else {}
    grants = (Grant(g.role, with_sites(g.perimeter, services), g.expires_on) for g in found.grants)
    return Access(person, tuple(grants))
