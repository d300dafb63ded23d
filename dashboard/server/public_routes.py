"""The routes of the public pages: read on the event loop, answered in a thread, and never a traceback."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.authority import acting
from dashboard.domain.access import PUBLIC
from dashboard.errors import RegistryUnavailableError, StoreError
from dashboard.public_pages import accessibility, addresses, notice
from dashboard.public_pages.addresses import PREVIEW
from dashboard.server import public_embedding, public_indexing, public_leaving, public_results, public_reviews
from dashboard.server.log_lines import reported, tell
from dashboard.server.preview_right import require_whole_reader
from dashboard.server.public_form import read_fields
from dashboard.server.public_visit import UNKNOWN, Fields, PublicRefusal, Visit
from dashboard.server.request_rate import Buckets

Handler = Callable[[Visit], Response]
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_UNAVAILABLE = "Cette page ne peut pas être affichée pour le moment\u00a0: la recharger dans quelques minutes."
_log = logging.getLogger("dashboard")


def public_routes(base: str) -> list[Route]:
    """Under `<base>/public/`; the last one answers whatever the others do not know."""
    site = f"{base}/public/sites/{{code:path}}"
    pages: dict[str, dict[str, Handler]] = {
        f"{base}/public": {"GET": _come_in},
        f"{base}/public/": {"GET": public_results.read_whole},
        f"{base}/public/avis": {"GET": public_reviews.choose_site},
        f"{base}/public/sites": {"GET": public_reviews.choose_site},
        f"{base}/public/services/{{code:path}}": {"GET": public_results.read_service},
        f"{site}/avis/recu": {"GET": public_leaving.receipt},
        f"{site}/avis": {"GET": public_leaving.open_form, "POST": public_leaving.step},
        f"{site}/avis-publies": {"GET": public_reviews.read_reviews},
        f"{site}/reponses/{{reply}}": {"POST": public_reviews.vote_on_reply},
        site: {"GET": public_results.read_site},
        f"{base}/public/sitemap.xml": {"GET": public_indexing.site_map},
        f"{base}/public/sitemap-{{part}}.xml": {"GET": public_indexing.site_map},
        f"{base}/public/robots.txt": {"GET": public_indexing.robots},
        f"{base}/robots.txt": {"GET": public_indexing.robots},
        f"{base}/public/publications.rss": {"GET": public_indexing.feed},
        f"{base}/public/accessibilite": {"GET": _accessibility},
        f"{base}/public/methode": {"GET": public_results.read_method},
        **_embedded(base),
        f"{base}/public/{{path:path}}": {"GET": _unknown},
    }
    made = [Route(path, _endpoint(base, handlers), methods=_METHODS) for path, handlers in pages.items()]
    return made + _previews(f"{base}{PREVIEW}")


def _previews(base: str) -> list[Route]:
    """What agents see before the public: pages of results alone."""
    pages: dict[str, Handler] = {
        f"{base}/public/": public_results.read_whole,
        f"{base}/public/sites": public_reviews.choose_site,
        f"{base}/public/services/{{code:path}}": public_results.read_service,
        f"{base}/public/sites/{{code}}": public_results.read_site,
        f"{base}/public/{{path:path}}": _as_read_today,
    }
    return [
        Route(path, _endpoint(base, {"GET": handler}, preview=True), methods=_METHODS)
        for path, handler in pages.items()
    ]


def _embedded(base: str) -> dict[str, dict[str, Handler]]:
    """Figures on other sites: of the whole, of a service or of a site."""
    figure, buckets = "{kind}/{what}", Buckets()
    frame, badge, how_to = (
        partial(handler, buckets=buckets)
        for handler in (public_embedding.frame, public_embedding.badge, public_embedding.how_to)
    )
    return {
        f"{base}/public/encart/{figure}": {"GET": frame},
        f"{base}/public/encart/{figure}/{{code:path}}": {"GET": frame},
        f"{base}/public/badge/{figure}.svg": {"GET": badge},
        f"{base}/public/badge/{figure}/{{code:path}}.svg": {"GET": badge},
        f"{base}/public/integrer/{figure}": {"GET": how_to},
        f"{base}/public/integrer/{figure}/{{code:path}}": {"GET": how_to},
    }


def _endpoint(
    base: str, handlers: Mapping[str, Handler], *, preview: bool = False
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        handler = handlers.get("GET" if request.method == "HEAD" else request.method)
        try:
            if handler is None:
                raise _not_allowed(handlers)
            fields = await read_fields(request) if request.method == "POST" else Fields()
        except PublicRefusal as refused:
            return await run_in_threadpool(_refused, Visit(request, base, preview=preview), refused)
        return await run_in_threadpool(_answered, Visit(request, base, fields, preview), handler)

    return answer


def _answered(visit: Visit, handler: Handler) -> Response:
    try:
        with acting(PUBLIC):
            if visit.preview:
                require_whole_reader(visit)
            return handler(visit)
    except PublicRefusal as refused:
        return _refused(visit, refused)
    except (RegistryUnavailableError, StoreError) as error:
        tell(_log, logging.ERROR, "public_page_unavailable", error)
        return _refused(visit, PublicRefusal(503, "Service interrompu", _UNAVAILABLE, {"retry-after": "120"}))
    except Exception as error:
        reference = reported(_log, "public_page", error)
        sentence = f"Une erreur inattendue s’est produite\u00a0: recharger la page. Référence\u00a0: {reference}."
        return _refused(visit, PublicRefusal(500, "Page indisponible", sentence))


def _refused(visit: Visit, refused: PublicRefusal) -> Response:
    html = notice.page(visit.frame(), refused.title, refused.sentence)
    return visit.answer(html, refused.status, refused.headers)


def _come_in(visit: Visit) -> Response:
    return visit.redirect(addresses.whole(visit.base))


def _as_read_today(visit: Visit) -> Response:
    """Forms and opinions have no preview."""
    return visit.redirect(visit.request.url.path.replace(PREVIEW, "", 1))


def _accessibility(visit: Visit) -> Response:
    return visit.answer(accessibility.page(visit.frame()))


def _unknown(_visit: Visit) -> Response:
    raise PublicRefusal(404, "Page inconnue", UNKNOWN)


def _not_allowed(handlers: Mapping[str, Handler]) -> PublicRefusal:
    allowed = ", ".join([*handlers, *(["HEAD"] if "GET" in handlers else [])])
    sentence = "Cette adresse ne se lit pas de cette façon\u00a0: repartir du choix du site."
    return PublicRefusal(405, "Demande refusée", sentence, {"allow": allowed})
