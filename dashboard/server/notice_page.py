"""The answer to whoever cannot come in, or just went out: a page of one sentence, with what to do next."""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from dashboard.public_pages.sign_in import Notice, page
from dashboard.server.public_visit import Visit


async def notice_page(
    request: Request, base: str, notice: Notice, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """The page, made in a thread: its frame says which data are published. `base`: where the application is served."""

    def made() -> Response:
        visit = Visit(request, base)
        return visit.answer(page(visit.frame(), notice), status, headers)

    return await run_in_threadpool(made)
