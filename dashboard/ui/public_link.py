"""Links from the application to the public pages."""

import datetime as dt
from html import escape

import streamlit as st

from dashboard.config import Settings, settings
from dashboard.domain.scope import Scope
from dashboard.public_pages import addresses
from dashboard.public_pages.addresses import PREVIEW
from dashboard.store.public_version import public_version
from dashboard.ui import cache

_ROOT = "."
"""The pages of the application stand beside `public/`: a relative address follows the path at which it is served."""


def results(scope: Scope, root: str = _ROOT) -> str:
    """Where the public reads the results of a perimeter: those of its only site or service, else of the whole."""
    if len(scope.sites) == 1:
        return addresses.site(root, scope.sites[0])
    alone = len(scope.services) == 1 and scope == Scope(services=scope.services)
    return addresses.service(root, scope.services[0]) if alone else addresses.whole(root)


def show_results(scope: Scope) -> None:
    """A discreet link to them, at the end of a page; and to what the public will read, while it waits for it."""
    links = [(results(scope), "Voir la page publique")]
    if _awaited():
        links.append((results(scope, f"{_ROOT}{PREVIEW}"), "Voir ce que le public lira de cette version"))
    shown = " – ".join(f'<a class="spp-link" href="{escape(link)}">{label}</a>' for link, label in links)
    st.html(f"<p>{shown}</p>")


def _awaited() -> bool:
    """Whether the public still reads an older version than this page."""
    served, public = cache.current_version(), public_version(settings(), dt.datetime.now(dt.UTC))
    return served is not None and public is not None and public.sha256 != served.sha256


def choose_site() -> str:
    """Where anybody chooses a site, to read its opinions or leave one."""
    return addresses.choose(_ROOT)


def leave_review(code: str) -> str:
    """Where an opinion is left on a site."""
    return addresses.leave(_ROOT, code)


def site(code: str) -> str:
    """Where the public reads the results of a site, its opinions and their replies."""
    return addresses.site(_ROOT, code)


def outside(settings: Settings, code: str) -> str:
    """Where the public page of a site is read from elsewhere, for what is printed: under the address of the
    installation, else under the one at which this page is read; empty when neither is known."""
    root = settings.public_address or str(st.context.url or "").split("?")[0].rpartition("/")[0]
    return addresses.site(root, code) if root else ""
