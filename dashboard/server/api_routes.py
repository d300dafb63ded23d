"""The routes of the public API, under `/api/`: read on the event loop, answered in a thread of the API, and never a
traceback."""

import logging
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dashboard.api import descriptions, openapi, parameters
from dashboard.api.forms import document
from dashboard.api.listings import Published
from dashboard.api.openapi import DOCUMENTS, ROOT
from dashboard.api.operations import FIGURES, OPERATIONS, Operation
from dashboard.api.problem import Kind, Problem
from dashboard.authority import acting
from dashboard.config import settings
from dashboard.domain.access import PUBLIC
from dashboard.errors import QueryError, StoreError
from dashboard.public_pages import api_documentation
from dashboard.server import api_data
from dashboard.server.api_answer import ALLOWED, answer, preflight, refusal
from dashboard.server.api_turns import Turns
from dashboard.server.log_lines import reported, tell
from dashboard.server.public_visit import Visit
from dashboard.server.request_rate import Buckets, client_of, too_many

Answering = Callable[[Request], Response]
OPERATIONS_ASKED = {one.name: one.asked for one in OPERATIONS}
_log = logging.getLogger("dashboard")


def api_routes(base: str) -> list[Route]:
    """Under `<base>/api/`; the last one answers whatever the others do not know."""
    root, buckets, slow, quick = f"{base}{ROOT}", Buckets(), Turns(), Turns()
    figures = {f"{root}{one.path}" for one in OPERATIONS if one.name == FIGURES}
    found: dict[str, Answering] = {f"{root}{one.path}": _rows(one) for one in OPERATIONS}
    for path, (name, _, media, _) in DOCUMENTS.items():
        found[f"{root}{path}"] = _description(base, name, media)
    found[f"{root}/"] = found[root]
    found[f"{base}/api/"] = lambda request: _documentation(request, base)
    found[f"{base}/api"] = lambda request: RedirectResponse(f"{base}/api/", 308)
    found[f"{base}/api/{{path:path}}"] = _unknown(root)
    return [
        Route(path, Endpoint(base, answering, buckets, slow if path in figures else quick))
        for path, answering in found.items()
    ]


class Endpoint:
    """One address. An object and not a function: every method comes here, and is refused in our words."""

    def __init__(self, base: str, answering: Answering, buckets: Buckets, turns: Turns) -> None:
        self._base, self._answering, self._buckets, self._turns = base, answering, buckets, turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            self._check(request)
            response = await self._turns.run(self._answered, request)
        except Problem as problem:
            response = refusal(request, problem, self._base)
        await response(scope, receive, send)

    def _answered(self, request: Request) -> Response:
        try:
            with acting(PUBLIC):
                return preflight() if request.method == "OPTIONS" else self._answering(request)
        except Problem as problem:
            return refusal(request, problem, self._base)
        except QueryError as unknown:
            return refusal(request, Problem(Kind.UNKNOWN, str(unknown)), self._base)
        except StoreError as error:
            tell(_log, logging.ERROR, "api_unavailable", error)
            return refusal(request, _interrupted(), self._base)
        except Exception as error:
            reference = reported(_log, "api", error)
            sentence = f"Une erreur inattendue s’est produite\u00a0: recommencer. Référence\u00a0: {reference}."
            return refusal(request, Problem(Kind.FAULT, sentence), self._base)

    def _check(self, request: Request) -> None:
        """Raises Problem: too many requests, or another method."""
        most = settings().api_per_minute
        if seconds := self._buckets.wait(client_of(request), most, time.monotonic()):
            sentence, headers = too_many(most, seconds)
            raise Problem(Kind.RATE, sentence, headers=headers)
        if request.method not in ALLOWED.split(", "):
            raise Problem(
                Kind.METHOD, "Cette adresse se lit par GET ou HEAD, et rien d’autre.", headers={"allow": ALLOWED}
            )


def _rows(operation: Operation) -> Answering:
    def answered(request: Request) -> Response:
        given = [*request.path_params.items(), *request.query_params.multi_items()]
        asked = parameters.read(given, operation.parameters)
        return answer(request, *api_data.rows(operation, asked, request.url.path))

    return answered


def _description(base: str, name: str, media: str) -> Answering:
    def answered(request: Request) -> Response:
        parameters.read(request.query_params.multi_items(), ())
        _, data = api_data.published()
        return answer(request, document(_described(name, data, base)), media)

    return answered


def _described(name: str, data: Published, base: str) -> dict[str, object]:
    match name:
        case "entry":
            return descriptions.entry(data, base)
        case "dictionary":
            return descriptions.dictionary(data, base)
        case "catalogue":
            return descriptions.dcat(data, base)
    return descriptions.openapi_document(data, base)


def _documentation(request: Request, base: str) -> Response:
    """The page that people read, out of the same document."""
    visit = Visit(request, base)
    described = openapi.document(base, None)
    return visit.answer(api_documentation.page(visit.frame(), described, OPERATIONS_ASKED))


def _unknown(root: str) -> Answering:
    def answered(_request: Request) -> Response:
        raise Problem(Kind.ADDRESS, f"Cette adresse ne mène à rien\u00a0: partir de {root}, qui liste les autres.")

    return answered


def _interrupted() -> Problem:
    sentence = "Les données ne peuvent pas être lues pour le moment\u00a0: recommencer dans quelques minutes."
    return Problem(Kind.UNAVAILABLE, sentence, headers={"retry-after": "120"})
