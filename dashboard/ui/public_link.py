"""Links from the application to the public pages of a site."""

import streamlit as st

from dashboard.config import Settings
from dashboard.public_pages import addresses

_ROOT = "."
"""The pages of the application stand beside `public/`: a relative address follows the path at which it is served."""


def choose_site() -> str:
    """Where anybody chooses a site, to read its opinions or leave one."""
    return addresses.choose(_ROOT)


def leave_review(code: str) -> str:
    """Where an opinion is left on a site."""
    return addresses.leave(_ROOT, code)


def reviews(code: str) -> str:
    """Where the opinions left on a site, and their replies, are read."""
    return addresses.site(_ROOT, code)


def outside(settings: Settings, code: str) -> str:
    """Where the public page of a site is read from elsewhere, for what is printed: under the address of the
    installation, else under the one at which this page is read; empty when neither is known."""
    root = settings.public_address or str(st.context.url or "").split("?")[0].rpartition("/")[0]
    return addresses.site(root, code) if root else ""
