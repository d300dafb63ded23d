"""Signing in at the provider of identities, and out of it. Only where the settings name one."""

import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.config import Settings
from dashboard.errors import RegistryError
from dashboard.public_pages.sign_in import Notice
from dashboard.reception.pending_stamp import LASTING, Pending, begun, pending_stamp, read_pending
from dashboard.registry import people, stays
from dashboard.registry.shared_secrets import session_key
from dashboard.server.gate import COOKIE
from dashboard.server.log_lines import tell
from dashboard.server.notice_page import notice_page
from dashboard.server.oidc_provider import Identified, OidcProvider, ProviderError
from dashboard.server.own_path import SIGN_IN, SIGN_OUT, own_path
from dashboard.server.sign_in_cookies import ID_TOKEN, LEAVING, LONGEST, PENDING, Cookies
from dashboard.telemetry import SIGN_IN_REFUSED

_RETRY = "Réessayer"
_UNANSWERED = "Le service de connexion ne répond pas comme attendu\u00a0: réessayer dans quelques minutes."
_REFUSED = "Le service de connexion n’a identifié personne\u00a0: réessayer, ou s’adresser au service informatique."
_ELSEWHERE = (
    "Cette connexion n’a pas été commencée dans ce navigateur, ou l’a été il y a plus d’un quart d’heure\u00a0: "
    "recommencer."
)
_UNAVAILABLE = "Les connexions ne peuvent pas être enregistrées pour le moment\u00a0: réessayer dans quelques minutes."
_NOT_ASKED = (
    "Cette adresse ne vient pas du lien «\u00a0Se déconnecter\u00a0» de l’application\u00a0: y revenir, "
    "puis l’utiliser."
)
_LEFT = "Vous êtes déconnecté de cette application, dans toutes ses fenêtres."
_LEFT_HERE = (
    "Vous êtes déconnecté de cette application, mais pas du service de connexion\u00a0: "
    "fermer le navigateur si d’autres personnes s’en servent."
)
_log = logging.getLogger("dashboard")


def sign_in_routes(base: str, settings: Settings) -> list[Route]:
    """Under `base`; none where there is no provider."""
    if settings.sign_in.provider is None:
        return []
    door = Door(base, settings, OidcProvider(settings.sign_in.provider, f"{settings.public_address}{SIGN_IN}/retour"))
    pages = {
        SIGN_IN: door.begin,
        f"{SIGN_IN}/retour": door.finish,
        SIGN_OUT: door.leave,
        f"{SIGN_OUT}/retour": door.left,
    }
    return [Route(f"{base}{path}", door.guarded(page), methods=["GET"]) for path, page in pages.items()]


class Door:
    """The way in and out, of one installation."""

    def __init__(self, base: str, settings: Settings, provider: OidcProvider) -> None:
        self._base, self._settings, self._provider = base, settings, provider
        self._cookies = Cookies(base, settings)

    def guarded(
        self, page: Callable[[Request, dt.datetime], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """The page, or the one of a registry that does not answer."""

        async def answer(request: Request) -> Response:
            try:
                return await page(request, dt.datetime.now(dt.UTC))
            except RegistryError as error:
                tell(_log, logging.ERROR, "sign_in_not_kept", error)
                return await self._notice(request, self._again("Service interrompu", _UNAVAILABLE), 503)

        return answer

    async def begin(self, request: Request, now: dt.datetime) -> Response:
        """GET /connexion?next=…: to the provider, with a state and a nonce that this browser alone knows."""
        pending = begun(own_path(request.query_params.get("next", ""), self._base))
        try:
            address = await self._provider.authorize_address(pending.state, pending.nonce)
        except ProviderError as error:
            return await self._not_identified(request, error, pending)
        answer = _elsewhere(address)
        await self._remember(answer, PENDING, pending, now)
        return answer

    async def finish(self, request: Request, now: dt.datetime) -> Response:
        """GET /connexion/retour?code=…&state=…: back from the provider."""
        said = request.query_params
        pending = await self._begun(request, PENDING, now)
        if pending is None or not pending.answers(said.get("state", "")):
            return await self._notice(request, self._again("Connexion à recommencer", _ELSEWHERE, pending), 400)
        if not (code := said.get("code", "")):
            SIGN_IN_REFUSED.labels("provider").inc()
            notice = self._again("Connexion refusée", _REFUSED, pending)
            return self._cookies.forget(await self._notice(request, notice, 403), PENDING)
        try:
            found = await self._provider.identified(code, pending.nonce)
        except ProviderError as error:
            return self._cookies.forget(await self._not_identified(request, error, pending), PENDING)
        await run_in_threadpool(people.sign_in, self._settings, found.person, now)
        return await self._come_in(pending, found, now)

    async def leave(self, request: Request, now: dt.datetime) -> Response:
        """GET /deconnexion?jeton=…: out of the application, then of the provider."""
        stamp = request.cookies.get(COOKIE, "")
        person = await run_in_threadpool(stays.signed_in, self._settings, stamp, now)
        if person is None:
            return self._gone(await self._notice(request, self._farewell(_LEFT)))
        said = request.query_params.get("jeton", "")
        if not await run_in_threadpool(stays.asked_to_leave, self._settings, stamp, said):
            back = Notice("Déconnexion non demandée", _NOT_ASKED, "Revenir à l’application", f"{self._base}/")
            return await self._notice(request, back, 400)
        await run_in_threadpool(people.sign_out, self._settings, person, now)
        pending = begun("")
        try:
            address = await self._provider.leave_address(
                request.cookies.get(ID_TOKEN, ""), pending.state, f"{self._settings.public_address}{SIGN_OUT}/retour"
            )
        except ProviderError as error:
            tell(_log, logging.WARNING, "provider_not_left", error, reason=str(error))
            address = ""
        if not address:
            return self._gone(await self._notice(request, self._farewell(_LEFT_HERE)))
        answer = self._gone(_elsewhere(address))
        await self._remember(answer, LEAVING, pending, now)
        return answer

    async def left(self, request: Request, now: dt.datetime) -> Response:
        """GET /deconnexion/retour?state=…: back from the provider."""
        pending = await self._begun(request, LEAVING, now)
        if pending is None or not pending.answers(request.query_params.get("state", "")):
            back = Notice("Déconnexion non demandée", _NOT_ASKED, "Revenir à l’application", f"{self._base}/")
            return await self._notice(request, back, 400)
        return self._cookies.forget(await self._notice(request, self._farewell(_LEFT)), LEAVING)

    async def _come_in(self, pending: Pending, found: Identified, now: dt.datetime) -> Response:
        """A stamp that nobody had before, and the ID token for the way out."""
        stamp = await run_in_threadpool(stays.stamp_of, self._settings, found.person, now)
        answer = RedirectResponse(own_path(pending.next, self._base), 303, {"cache-control": "no-store"})
        lasting = self._settings.sign_in.session_hours * 3600
        self._cookies.give(answer, COOKIE, stamp, lasting)
        if len(found.id_token) <= LONGEST:
            self._cookies.give(answer, ID_TOKEN, found.id_token, lasting)
        return self._cookies.forget(answer, PENDING)

    async def _not_identified(self, request: Request, error: ProviderError, pending: Pending) -> Response:
        SIGN_IN_REFUSED.labels("provider").inc()
        tell(_log, logging.WARNING, "nobody_identified", error, reason=str(error))
        return await self._notice(request, self._again("Connexion impossible", _UNANSWERED, pending), 502)

    def _again(self, title: str, sentence: str, pending: Pending | None = None) -> Notice:
        asked = f"?{urlencode({'next': pending.next})}" if pending and pending.next else ""
        return Notice(title, sentence, _RETRY, f"{self._base}{SIGN_IN}{asked}")

    def _farewell(self, sentence: str) -> Notice:
        return Notice("Déconnexion", sentence, "Se connecter", f"{self._base}{SIGN_IN}", error=False)

    async def _notice(self, request: Request, notice: Notice, status: int = 200) -> Response:
        return await notice_page(request, self._base, notice, status)

    async def _remember(self, answer: Response, name: str, pending: Pending, now: dt.datetime) -> None:
        key = await run_in_threadpool(session_key, self._settings)
        self._cookies.give(answer, name, pending_stamp(key, pending, now), int(LASTING.total_seconds()))

    async def _begun(self, request: Request, name: str, now: dt.datetime) -> Pending | None:
        stamp = request.cookies.get(name, "")
        return read_pending(await run_in_threadpool(session_key, self._settings), stamp, now) if stamp else None

    def _gone(self, answer: Response) -> Response:
        return self._cookies.forget(answer, COOKIE, ID_TOKEN)


def _elsewhere(address: str) -> Response:
    return RedirectResponse(address, 303, {"cache-control": "no-store"})
