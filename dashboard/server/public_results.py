"""The results that the public reads: of all the services, of one, of a site."""

import logging
from collections.abc import Callable

from starlette.responses import Response

from dashboard.analyses.catalogue import indicators
from dashboard.analyses.dated_results import Dated, dated
from dashboard.analyses.deposited_reviews import deposited_reviews
from dashboard.analyses.plain_results import Pillar
from dashboard.analyses.plain_said import said
from dashboard.analyses.public_results import of_public_services, of_public_site, of_public_whole
from dashboard.analyses.public_sites import PublicSite, successors
from dashboard.analyses.public_surveys import PublicSurveys, public_surveys, site_surveys
from dashboard.analyses.said_and_done import said_and_done
from dashboard.analyses.usual_period import usual_period
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError, RegistryUnavailableError
from dashboard.public_pages import addresses, method, results
from dashboard.public_pages.results import Told, figure_sentence
from dashboard.registry.published_reviews import published_reviews
from dashboard.server.log_lines import tell
from dashboard.server.public_visit import PublicRefusal, Visit
from dashboard.store import reads
from dashboard.store.records import Services
from dashboard.wording import poster as words
from dashboard.wording.dates import during
from dashboard.wording.method_rules import DESCRIPTION, sections
from dashboard.wording.public_results import NATION, described
from dashboard.wording.public_reviews import elsewhere

PAIRS = 4
"""« Vous avez dit, nous avons fait » on a page."""

_log = logging.getLogger("dashboard")


def read_whole(visit: Visit) -> Response:
    """GET /public/"""
    return _shared(visit, _whole)


def read_service(visit: Visit) -> Response:
    """GET /public/services/{code}"""
    service = service_of(visit)
    return _shared(visit, lambda one, registry: _service(one, registry, service))


def read_site(visit: Visit) -> Response:
    """GET /public/sites/{code}"""
    site = visit.site()
    return _shared(visit, lambda one, registry: _site(one, registry, site))


def read_method(visit: Visit) -> Response:
    """GET /public/methode"""

    def made() -> str:
        chosen = visit.settings
        rules = sections(chosen.masked_below, chosen.unanimous_below, chosen.fragile_below)
        listed = sorted(visit.reader().compute(indicators).values(), key=lambda one: (one.commitment or 99, one.code))
        return method.page(visit.frame(addresses.method(visit.root), DESCRIPTION), rules, listed)

    return visit.shared(made, typed=False)


def service_of(visit: Visit) -> Services:
    """The one that the address names. Raises PublicRefusal."""
    code = visit.request.path_params.get("code", "")
    found = next((one for one in reads.services(visit.reader()) if one.code == code), None)
    if found is None:
        raise PublicRefusal(
            404, "Service inconnu", "Aucun service ne porte ce code\u00a0: le choisir dans la liste des services."
        )
    return found


def period_of(visit: Visit) -> Period:
    """The months of the results. Raises PublicRefusal when nothing was observed."""
    try:
        return visit.reader().compute(usual_period)
    except QueryError as empty:
        raise PublicRefusal(503, "Aucun résultat publié", str(empty)) from empty


def dated_of(visit: Visit, period: Period) -> Dated:
    """What dates them."""
    return visit.reader().compute(dated, period)


def _shared(visit: Visit, page: Callable[[Visit, bool], str]) -> Response:
    """The page that everybody reads; without what people typed, and kept by nobody, when the registry is away."""
    try:
        return visit.shared(lambda: page(visit, True))
    except RegistryUnavailableError as away:
        tell(_log, logging.ERROR, "public_page_without_registry", away)
        return visit.answer(page(visit, False))


def _whole(visit: Visit, registry: bool) -> str:
    found = of_public_whole(visit.reader(), visit.settings, period_of(visit))
    told = _told(visit, found, NATION, addresses.whole(visit.root), registry=registry, scope=Scope())
    return results.whole_page(told, reads.services(visit.reader()))


def _service(visit: Visit, registry: bool, service: Services) -> str:
    found = of_public_services(visit.reader(), visit.settings, period_of(visit)).get(service.code, ())
    address = addresses.service(visit.root, service.code)
    scope = Scope(services=(service.code,))
    told = _told(visit, found, service.name, address, words.OTHER_SERVICES, registry=registry, scope=scope)
    sites = [one for one in visit.sites().values() if one.active and one.service == service.code]
    return results.service_page(told, service, sites)


def _site(visit: Visit, registry: bool, site: PublicSite) -> str:
    found = of_public_site(visit.reader(), site, visit.settings, period_of(visit)) if site.active else ()
    address, scope = addresses.site(visit.root, site.code), Scope(sites=(site.code,))
    surveys = PublicSurveys()
    if site.active:
        surveys = site_surveys(visit.reader(), site, visit.settings, dated_of(visit, period_of(visit)).day)
    told = _told(visit, found, site.name, address, words.OTHER_SITES, registry=registry, scope=scope, surveys=surveys)
    shown = published_reviews(visit.settings, site.code) if registry else None
    after = () if site.active else successors(visit.reader(), site.code, visit.sites())
    return results.site_page(told, site, shown, visit.settings.announced_reply_days, after, _loaded(visit, site))


def _loaded(visit: Visit, site: PublicSite) -> str:
    """What is said of the opinions of the published data: counted under the rule of the figures, or not at all."""
    if not (site.active and site.site_type):
        return ""
    period = period_of(visit)
    found = visit.reader().compute(deposited_reviews, site.service, site.site_type, visit.settings, period)
    return elsewhere(found[site.code], during(period)) if site.code in found else ""


def _told(
    visit: Visit,
    pillars: tuple[Pillar, ...],
    name: str,
    canonical: str,
    named: str = "",
    *,
    registry: bool,
    scope: Scope,
    surveys: PublicSurveys | None = None,
) -> Told:
    """What the pages have in common. `surveys`: those that are known already, else they are asked."""
    reader, period = visit.reader(), period_of(visit)
    pairs = said_and_done(reader, visit.settings, scope) if registry else []
    known = dated_of(visit, period)
    return Told(
        frame=visit.frame(canonical, described(name, figure_sentence(pillars), during(period))),
        pillars=pillars,
        catalogue=reader.compute(indicators),
        dated=known,
        named=named,
        said=said(pairs, named=not scope.sites, most=PAIRS),
        surveys=surveys if surveys is not None else reader.compute(public_surveys, scope, visit.settings, known.day),
    )
