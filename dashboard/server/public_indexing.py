"""For robots and feed readers: `sitemap.xml`, `robots.txt`, `publications.rss`."""

from starlette.responses import PlainTextResponse, Response

from dashboard.errors import StoreError
from dashboard.public_pages import addresses, indexing
from dashboard.public_pages.indexing import Publication
from dashboard.server.public_visit import PublicRefusal, Visit
from dashboard.sources.kinds import KINDS
from dashboard.store import reads, version
from dashboard.ui import cache
from dashboard.ui.cache import CachedReader
from dashboard.wording import publications as words
from dashboard.wording.dates import day, local_day


def site_map(visit: Visit) -> Response:
    """GET /public/sitemap.xml, or /public/sitemap-{part}.xml when there are more pages than one file may list."""
    reader, part = visit.reader(), visit.numbered("part")

    def made() -> str:
        services = [addresses.service(visit.root, one.code) for one in reads.services(reader) if one.n_active]
        sites = [addresses.site(visit.root, one.code) for one in visit.sites().values() if one.active]
        pages = [addresses.whole(visit.root), addresses.method(visit.root), *services, *sites]
        found = indexing.site_map(pages, visit.root, local_day(reader.version.built_at), part)
        if found is None:
            raise PublicRefusal(404, "Page inconnue", "Cette partie du plan des pages n’existe pas.")
        return found

    return visit.shared(made, "application/xml", typed=False)


def robots(visit: Visit) -> Response:
    """GET /robots.txt and /public/robots.txt, even when nothing is published."""
    try:
        invented = cache.is_demonstration(visit.reader().version)
    except (PublicRefusal, StoreError):
        invented = False
    text = indexing.robots(visit.root, visit.base, demonstration=invented)
    return PlainTextResponse(text, headers={"cache-control": "public, max-age=3600"})


def feed(visit: Visit) -> Response:
    """GET /public/publications.rss"""
    reader = visit.reader()
    invented = cache.is_demonstration(reader.version)

    def made() -> str:
        return indexing.feed(visit.root, _publications(visit, reader), demonstration=invented)

    return visit.shared(made, "application/rss+xml", typed=False)


def _publications(visit: Visit, reader: CachedReader) -> list[Publication]:
    """The versions that are kept, up to the one that is served: a newer one was withdrawn."""
    kinds = {load.load_id: load.kind for load in reads.loads(reader)}
    known = [one for one in version.versions(visit.settings) if one.number <= reader.version.number]
    found = []
    for place, one in enumerate(known):
        before = known[place - 1] if place else None
        added = [load for load in one.loads if before is None or load not in before.loads]
        labels = sorted({_label(kinds[load]) for load in added if load in kinds})
        holds = words.holds(labels, before.number if before else None)
        title = words.title(one.number, day(local_day(one.built_at)))
        found.append(Publication(one.number, one.sha256, one.built_at, title, holds))
    return found[::-1]


def _label(kind: str) -> str:
    """What a person calls a kind of load."""
    return KINDS[kind].label if kind in KINDS else kind
