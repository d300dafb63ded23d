"""What the person who looks may do, for the store and the registry (`authority`) and for the menu."""

import datetime as dt
import time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import authority
from dashboard.analyses.site_services import site_services
from dashboard.config import settings
from dashboard.domain.access import OPEN, Access, Grant, Person, with_sites
from dashboard.registry.people import access_of
from dashboard.ui import cache, signed_in

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


def _read(person: Person) -> Access:
    """The grants of a person, each service also as its sites: the registry knows sites only."""
    found = access_of(settings(), person, dt.datetime.now(dt.UTC).date())
    reader = cache.whole_reader()
    services = reader.compute(site_services) if reader else {}
    grants = (Grant(g.role, with_sites(g.perimeter, services), g.expires_on) for g in found.grants)
    return Access(person, tuple(grants))
