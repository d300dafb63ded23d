"""Links from the application to the public pages."""

from html import escape

import streamlit as st

from dashboard.config import Settings
from dashboard.domain.scope import Scope
from dashboard.public_pages import addresses

_ROOT = "."
"""The pages of the application stand beside `public/`: a relative address follows the path at which it is served."""


def results(scope: Scope) -> str:
    """Where the public reads the results of a perimeter: those of its only site or service, else of the whole."""
    if len(scope.sites) == 1:
        return addresses.site(_ROOT, scope.sites[0])
    alone = len(scope.services) == 1 and scope == Scope(services=scope.services)
    return addresses.service(_ROOT, scope.services[0]) if alone else addresses.whole(_ROOT)


def show_results(scope: Scope) -> None:
    """A discreet link to them, at the end of a page."""
    st.html(f'<p><a class="spp-link" href="{escape(results(scope))}">Voir la page publique</a></p>')


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
