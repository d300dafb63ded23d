"""Choosing a site, reading its opinions, saying whether a reply is useful."""

import secrets

from starlette.responses import Response

from dashboard.analyses.public_sites import matching, successors
from dashboard.errors import RegistryError, RegistryUnavailableError
from dashboard.public_pages import addresses, site_choice, site_reviews
from dashboard.registry.published_reviews import published_reviews
from dashboard.registry.reply_votes import SHORTEST_TOKEN, vote
from dashboard.server.public_visit import PublicRefusal, Visit
from dashboard.store import reads

COOKIE = "spp_lecteur"
_COOKIE_S = 365 * 24 * 3600
_LONGEST_TOKEN = 100
_LAST_NUMBER = 2**31 - 1


def choose_site(visit: Visit) -> Response:
    """GET /public/sites?q=…&service=… and /public/avis, its former address."""
    typed = visit.request.query_params.get("q", "").strip()[: site_choice.LONGEST_SEARCH]
    code = visit.request.query_params.get("service", "")
    service = next((one for one in reads.services(visit.reader()) if one.code == code), None)
    found = matching(visit.sites().values(), typed, service.code if service else "")
    return visit.answer(site_choice.page(visit.frame(), found, typed, visit.number("page"), service))


def read_reviews(visit: Visit) -> Response:
    """GET /public/sites/{code}/avis-publies"""
    site = visit.site()
    token = visit.request.cookies.get(COOKIE, "")
    shown = published_reviews(visit.settings, site.code, visit.number("page"), token)
    after = () if site.active else successors(visit.reader(), site.code, visit.sites())
    return visit.answer(site_reviews.page(visit.frame(), site, shown, visit.settings.announced_reply_days, after))


def vote_on_reply(visit: Visit) -> Response:
    """POST /public/sites/{code}/reponses/{reply}: the browser is given its token with its first choice, not before."""
    site, reply, said = visit.site(), visit.numbered("reply"), visit.fields.one("utile")
    if said not in {"oui", "non"} or reply > _LAST_NUMBER:
        raise PublicRefusal(400, "Choix non compris", "Répondre oui ou non à la question posée sous la réponse.")
    token = visit.request.cookies.get(COOKIE, "")
    if not SHORTEST_TOKEN <= len(token) <= _LONGEST_TOKEN:
        token = secrets.token_urlsafe(24)
    try:
        vote(visit.settings, reply, token, said == "oui", visit.now)
    except RegistryUnavailableError:
        raise
    except RegistryError as refused:
        raise PublicRefusal(404, "Choix non compté", str(refused)) from refused
    back = addresses.page(addresses.reviews(visit.base, site.code), visit.number("page"))
    answer = visit.redirect(f"{back}#{addresses.reply(reply)}")
    answer.set_cookie(
        COOKIE,
        token,
        max_age=_COOKIE_S,
        path=f"{visit.base}/public",
        secure=visit.request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer
