"""Figures made to be shown on other sites: the only answers that another origin may frame or draw."""

import re
import time

from starlette.responses import Response

from dashboard.analyses.plain_results import Pillar
from dashboard.analyses.public_figure import PublicFigure, of_engagement, of_indicator
from dashboard.analyses.public_results import of_public_services, of_public_site, of_public_whole
from dashboard.domain.period import Period
from dashboard.domain.scope import Scope
from dashboard.errors import QueryError
from dashboard.public_pages import addresses, embedding
from dashboard.public_pages.embedding import Embedded
from dashboard.server.public_results import dated_of, period_of, service_of
from dashboard.server.public_visit import CONTENT_SECURITY_POLICY, PublicRefusal, Visit
from dashboard.server.request_rate import Buckets, client_of, too_many
from dashboard.wording.dates import during
from dashboard.wording.public_results import NATION

OPEN = {
    "content-security-policy": (
        f"default-src 'none'; style-src {embedding.style_digest()}; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *"
    ),
    "cross-origin-resource-policy": "cross-origin",
    "cross-origin-embedder-policy": "require-corp",
}
"""The last one lets a page framed by a site that is isolated, which asks it of all that it frames."""
_ENGAGEMENT = re.compile(r"engagement-([0-9]{1,3})")


def frame(visit: Visit, buckets: Buckets) -> Response:
    """GET /public/encart/{kind}/{what}/{code}"""
    return visit.shared(lambda: embedding.small_page(_embedded(visit, buckets)), headers=OPEN, typed=False)


def badge(visit: Visit, buckets: Buckets) -> Response:
    """GET /public/badge/{kind}/{what}/{code}.svg"""
    return visit.shared(lambda: embedding.badge(_embedded(visit, buckets)), "image/svg+xml", OPEN, typed=False)


def how_to(visit: Visit, buckets: Buckets) -> Response:
    """GET /public/integrer/{kind}/{what}/{code}"""
    policy = {"content-security-policy": f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"}
    return visit.shared(
        lambda: embedding.how_to_page(visit.frame(), _embedded(visit, buckets)), headers=policy, typed=False
    )


def _embedded(visit: Visit, buckets: Buckets) -> Embedded:
    """The figure that the address names, which costs a token: what is kept of a page costs none. Raises
    PublicRefusal."""
    _take(visit, buckets)
    asked = visit.request.path_params
    kind, what, period = asked["kind"], asked["what"], period_of(visit)
    name, scope, page, code = _place(visit, kind)
    figure = _figure(visit, what, kind, scope, code, period)
    return Embedded(figure, name, during(period), dated_of(visit, period), visit.root, kind, what, code, page)


def _take(visit: Visit, buckets: Buckets) -> None:
    """Raises PublicRefusal when the network of the visit asks for too many figures."""
    most = visit.settings.api_per_minute
    if seconds := buckets.wait(client_of(visit.request), most, time.monotonic()):
        raise PublicRefusal(429, "Trop de demandes", *too_many(most, seconds))


def _place(visit: Visit, kind: str) -> tuple[str, Scope, str, str]:
    """Its name, its scope, its page, its code."""
    if kind == "national":
        if visit.request.path_params.get("code"):
            raise PublicRefusal(
                404, "Page inconnue", "Le chiffre de l’ensemble n’a pas de code\u00a0: l’ôter de l’adresse."
            )
        return NATION, Scope(), addresses.whole(visit.root), ""
    if kind == "services":
        service = service_of(visit)
        address = addresses.service(visit.root, service.code)
        return service.name, Scope(services=(service.code,)), address, service.code
    if kind != "sites":
        raise PublicRefusal(404, "Page inconnue", "Un chiffre est celui d’un site, d’un service ou de l’ensemble.")
    site = visit.site()
    if not site.active:
        raise PublicRefusal(410, "Site fermé", "Ce site est fermé\u00a0: ses résultats ne sont plus montrés.")
    return site.name, Scope(sites=(site.code,)), addresses.site(visit.root, site.code), site.code


def _figure(visit: Visit, what: str, kind: str, scope: Scope, code: str, period: Period) -> PublicFigure:
    if number := _ENGAGEMENT.fullmatch(what):
        found = of_engagement(_pillars(visit, kind, code, period), int(number[1]))
        if found is None:
            raise PublicRefusal(404, "Engagement inconnu", "Aucun engagement ne porte ce numéro.")
        return found
    try:
        # Not `compute`: the page is kept, and each place and indicator would push out what agents and pages share.
        return of_indicator(visit.reader(), what, scope, visit.settings, period)
    except QueryError as unknown:
        raise PublicRefusal(404, "Indicateur inconnu", str(unknown)) from unknown


def _pillars(visit: Visit, kind: str, code: str, period: Period) -> tuple[Pillar, ...]:
    reader = visit.reader()
    if kind == "national":
        return of_public_whole(reader, visit.settings, period)
    if kind == "services":
        return of_public_services(reader, visit.settings, period).get(code, ())
    return of_public_site(reader, visit.sites()[code], visit.settings, period)
