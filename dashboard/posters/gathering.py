"""What the posters of sites and of services say, out of the analyses that the pages show."""

from collections.abc import Callable, Sequence
from functools import partial

from dashboard.analyses.catalogue import unknown
from dashboard.analyses.commitments import published_engagements
from dashboard.analyses.dated_results import dated
from dashboard.analyses.plain_results import pillars
from dashboard.analyses.plain_said import said
from dashboard.analyses.public_sites import place
from dashboard.analyses.said_and_done import SaidAndDone, said_and_done
from dashboard.analyses.said_and_done import of_site as said_of_site
from dashboard.analyses.services import matrix
from dashboard.analyses.site_results import site_results
from dashboard.analyses.standing import of_services, of_site
from dashboard.catalog.brand_folder import brand_of
from dashboard.config import Settings
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.domain.sites import Level
from dashboard.errors import QueryError
from dashboard.posters.poster import Poster
from dashboard.store import reads
from dashboard.store.reads import Reader
from dashboard.store.records import Services
from dashboard.store.site_records import Sites
from dashboard.wording import poster as words
from dashboard.wording.grammar import count
from dashboard.wording.public_results import method, unproven

Address = Callable[[str], str]
"""Code of a site or of a service → where its QR code leads; empty for none."""


def open_sites(reader: Reader) -> list[str]:
    """The codes of the sites in activity: those that have premises, in the order of their names."""
    return [row.code for row in reads.sites(reader, levels=[Level.SITE.value]) if row.active]


def site_posters(
    reader: Reader, settings: Settings, codes: Sequence[str], period: Period, address: Address
) -> list[Poster]:
    """One poster a site, in the order of `codes`. Raises QueryError: no such site, or it is closed."""
    sites = _found(reader, codes)
    listed = published_engagements(reader)
    results = site_results(reader, sites, settings, period)
    # A site is found by its code in the registry, and so are the actions of its whole service.
    scope = Scope(sites=tuple(codes)) if len(sites) == 1 else Scope()
    pairs = said_and_done(reader, settings, scope)
    about = _facts(reader, settings, period)
    return [
        about(
            code=site.code,
            name=site.name,
            about=_place(site),
            pillars=pillars(listed, of_site(listed, results[site.code]), words.OTHER_SITES),
            said=said(said_of_site(pairs, site.code, site.service), named=False),
            address=address(site.code),
            invitation=words.READ_SITE,
            method=_method(among_sites=True),
            unproven=unproven(among_sites=True),
        )
        for site in sites
    ]


def service_posters(
    reader: Reader, settings: Settings, codes: Sequence[str], period: Period, address: Address
) -> list[Poster]:
    """One poster a service, with the figures of the page of services. Raises QueryError when it does not exist."""
    known = {row.code: row for row in reads.services(reader)}
    for code in codes:
        if code not in known:
            raise unknown("Le service", "n’existe pas", code, list(known))
    found = matrix(reader, Scope(), settings, period)
    standing = of_services(found)
    about = _facts(reader, settings, period)
    return [
        about(
            code=code,
            name=known[code].name,
            about=_extent(known[code]),
            pillars=pillars(
                found.engagements,
                standing.get(code, {}),
                words.OTHER_SERVICES,
            ),
            said=said(_of_service(reader, settings, code), named=True),
            address=address(code),
            invitation=words.READ_SERVICE,
            method=_method(among_sites=False),
            unproven=unproven(among_sites=False),
        )
        for code in codes
    ]


def _found(reader: Reader, codes: Sequence[str]) -> list[Sites]:
    known = {row.code: row for row in reads.sites(reader, levels=[Level.SITE.value])}
    for code in codes:
        if code not in known:
            raise unknown("Le site", "n’existe pas", code, list(known))
        if not known[code].active:
            raise QueryError(
                f"Le site «\u00a0{code}\u00a0» est fermé\u00a0: il n’a plus de mur où afficher ses résultats."
            )
    return [known[code] for code in dict.fromkeys(codes)]


def _of_service(reader: Reader, settings: Settings, code: str) -> list[SaidAndDone]:
    return said_and_done(reader, settings, Scope(services=(code,)))


def _place(site: Sites) -> str:
    """« Tribunal judiciaire, Justice, Lyon, Rhône »: its service too, which nothing else says on a poster."""
    parts = (site.site_type_label or site.service_label, site.service_label, site.city, site.department_label)
    return place(site.name, parts)


def _extent(service: Services) -> str:
    return f"Ensemble du service, {count(service.n_active, 'site')}"


def _method(*, among_sites: bool) -> str:
    return f"{words.MARK_OF_OTHERS} {method(among_sites=among_sites)}"


def _facts(reader: Reader, settings: Settings, period: Period) -> Callable[..., Poster]:
    """What makes a poster of the same data, whatever it is about."""
    known = dated(reader, period)
    return partial(
        Poster,
        dated=known.line,
        created=known.created,
        demonstration=known.demonstration,
        brand=brand_of(settings),
    )
