"""What robots and feed readers ask for: the list of the pages, what may be indexed, the publications."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from xml.etree import ElementTree as Xml

from dashboard.public_pages import addresses
from dashboard.wording.citation import DEMONSTRATION, PRODUCT

MOST_ADDRESSES = 50_000
"""Addresses that one file of a site map may hold (sitemaps.org)."""
_SITE_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Publication:
    """One version of the data. `built_at`: UTC."""

    number: int
    sha256: str
    built_at: dt.datetime
    title: str
    holds: str


def site_map(pages: Sequence[str], root: str, changed: dt.date, number: int = 0) -> str | None:
    """The absolute addresses `pages`; an index of parts when they are too many, each of which has a `number` from 1.
    None when there is no such part."""
    parts = -(-len(pages) // MOST_ADDRESSES)
    if number > parts or (number and parts == 1):
        return None
    if number == 0 and parts > 1:
        listed = [addresses.site_map(root, one) for one in range(1, parts + 1)]
        return _listed("sitemapindex", "sitemap", listed, changed)
    first = MOST_ADDRESSES * max(number - 1, 0)
    return _listed("urlset", "url", pages[first : first + MOST_ADDRESSES], changed)


def _listed(root: str, entry: str, found: Sequence[str], changed: dt.date) -> str:
    top = Xml.Element(root, xmlns=_SITE_MAP)
    for address in found:
        one = Xml.SubElement(top, entry)
        Xml.SubElement(one, "loc").text = address
        Xml.SubElement(one, "lastmod").text = changed.isoformat()
    return _written(top)


def robots(root: str, base: str, *, demonstration: bool) -> str:
    """Results are to be found; forms are not. Invented data never are."""
    if demonstration:
        return "# Données de démonstration, inventées. Rien à indexer.\nUser-agent: *\nDisallow: /\n"
    closed = (f"{base}/public/encart/", f"{base}/public/integrer/", f"{base}/public/sites/*/avis$")
    rules = [f"Allow: {base}/public/", *(f"Disallow: {path}" for path in closed), f"Disallow: {base}/"]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {addresses.site_map(root)}", ""])


def feed(root: str, found: Sequence[Publication], *, demonstration: bool) -> str:
    """RSS 2.0, the last publication first."""
    Xml.register_namespace("atom", _ATOM)
    top = Xml.Element("rss", version="2.0")
    channel = Xml.SubElement(top, "channel")
    said = "Les publications des données du tableau de bord."
    for name, text in (
        ("title", f"{PRODUCT}, publications"),
        ("link", addresses.whole(root)),
        ("description", f"{said} {DEMONSTRATION}" if demonstration else said),
        ("language", "fr"),
    ):
        Xml.SubElement(channel, name).text = text
    Xml.SubElement(channel, f"{{{_ATOM}}}link", href=addresses.feed(root), rel="self", type="application/rss+xml")
    for one in found:
        item = Xml.SubElement(channel, "item")
        Xml.SubElement(item, "title").text = one.title
        Xml.SubElement(item, "link").text = addresses.whole(root)
        Xml.SubElement(item, "guid", isPermaLink="false").text = f"version-{one.number}-{one.sha256[:12]}"
        Xml.SubElement(item, "pubDate").text = format_datetime(one.built_at.astimezone(dt.UTC))
        Xml.SubElement(item, "description").text = one.holds
    return _written(top)


def _written(top: Xml.Element) -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(top, encoding="unicode")}\n'
