"""Addresses of the public pages, under the path at which the application is served, or under its public address."""

from urllib.parse import quote, urlencode

PREVIEW = "/apercu"
"""Under which agents see what the public will read."""


def _within(base: str, *parts: str) -> str:
    return "/".join((f"{base}/public", *(quote(part, safe="") for part in parts)))


def whole(base: str) -> str:
    """The results of all the services: where the public comes in."""
    return f"{base}/public/"


def service(base: str, code: str) -> str:
    """The results of a service."""
    return _within(base, "services", code)


def choose(base: str) -> str:
    """Where a site is looked for."""
    return f"{base}/public/sites"


def choose_in(base: str, service_code: str) -> str:
    """The sites of one service."""
    return f"{choose(base)}?{urlencode({'service': service_code})}"


def site(base: str, code: str) -> str:
    """The results of a site, its last opinions: what a poster's QR code leads to."""
    return _within(base, "sites", code)


def reviews(base: str, code: str) -> str:
    """All the opinions published of a site."""
    return f"{site(base, code)}/avis-publies"


def leave(base: str, code: str) -> str:
    """The form of a site."""
    return f"{site(base, code)}/avis"


def received(base: str, code: str, receipt: str) -> str:
    """What an author reads once the opinion is kept."""
    return f"{leave(base, code)}/recu?{urlencode({'recu': receipt})}"


def page(address: str, number: int, **chosen: str) -> str:
    """One page of a list; the first one has no number."""
    query = {key: value for key, value in chosen.items() if value} | ({"page": str(number)} if number > 1 else {})
    return f"{address}?{urlencode(query)}" if query else address


def accessibility(base: str) -> str:
    """The accessibility statement."""
    return f"{base}/public/accessibilite"


def method(base: str) -> str:
    """How figures are computed and protected."""
    return f"{base}/public/methode"


def reply(number: int) -> str:
    """The place of a reply in a page."""
    return f"reponse-{number}"


def feed(base: str) -> str:
    """The publications, to follow."""
    return f"{base}/public/publications.rss"


def site_map(base: str, number: int = 0) -> str:
    """The list of the pages, or a part of it."""
    return f"{base}/public/sitemap{f'-{number}' if number else ''}.xml"


def engagement(number: int) -> str:
    """How an address names the figure that stands for an engagement."""
    return f"engagement-{number}"


def embedded(base: str, kind: str, what: str, code: str = "") -> str:
    """A figure as a small page, for a frame. `kind`: « national », « services » or « sites »."""
    return _within(base, "encart", kind, what, *filter(None, (code,)))


def badge(base: str, kind: str, what: str, code: str = "") -> str:
    """A figure as an image."""
    return f"{_within(base, 'badge', kind, what, *filter(None, (code,)))}.svg"


def embedding(base: str, kind: str, what: str, code: str = "") -> str:
    """How to show a figure on another site."""
    return _within(base, "integrer", kind, what, *filter(None, (code,)))
