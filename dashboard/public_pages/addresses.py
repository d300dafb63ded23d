"""Addresses of the public pages, under the path at which the application is served."""

from urllib.parse import quote, urlencode


def choose(base: str) -> str:
    """Where a site is looked for."""
    return f"{base}/public/avis"


def site(base: str, code: str) -> str:
    """What is published of a site."""
    return f"{base}/public/sites/{quote(code, safe='')}"


def leave(base: str, code: str) -> str:
    """The form of a site: what a poster's QR code leads to."""
    return f"{site(base, code)}/avis"


def received(base: str, code: str, receipt: str) -> str:
    """What an author reads once the opinion is kept."""
    return f"{leave(base, code)}/recu?{urlencode({'recu': receipt})}"


def page(address: str, number: int, **chosen: str) -> str:
    """One page of a list; the first one has no number."""
    query = {key: value for key, value in chosen.items() if value} | ({"page": str(number)} if number > 1 else {})
    return f"{address}?{urlencode(query)}" if query else address


def reply(number: int) -> str:
    """The place of a reply in a page."""
    return f"reponse-{number}"
