"""Links from the application to the public pages of a site."""

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
