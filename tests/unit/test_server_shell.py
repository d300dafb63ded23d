"""Streamlit's page in French, against the installed version of Streamlit."""

import asyncio
import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util
from streamlit.web.server.app_discovery import discover_asgi_app

from dashboard.config import ROOT
from dashboard.server import assembly
from dashboard.server.security_headers import CONTENT_SECURITY_POLICY, SecurityHeaders
from dashboard.server.shell import FrenchShell, french_page
from tests.server_log import written
from tests.unit.asgi_client import Client

STREAMLIT_PAGE = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
seen: list[dict[str, str]] = []


def _client(html: str) -> Client:
    async def page(request: Request) -> HTMLResponse:
        seen.append(dict(request.headers))
        return HTMLResponse(html, headers={"etag": '"theirs"', "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT"})

    async def data(_request: Request) -> JSONResponse:
        return JSONResponse({"lang": '<html lang="en">'})

    return Client(
        Starlette(
            routes=[Route("/data", data), Route("/{path:path}", page)],
            middleware=[Middleware(SecurityHeaders), Middleware(FrenchShell)],
        )
    )


def test_every_change_applies_to_the_installed_streamlit() -> None:
    html, missing = french_page(STREAMLIT_PAGE)
    assert missing == ()
    assert '<html lang="fr">' in html
    assert "<title>Baromètre Services publics\u00a0+</title>" in html
    assert "Streamlit</title>" not in html
    assert "JavaScript to run" not in html
    assert 'rel="service-desc"' not in html


def test_a_change_that_finds_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    _, missing = french_page("<html><title>Other</title></html>")
    assert "language" in missing
    assert "language" in written(caplog)


@pytest.mark.parametrize("path", ["/", "/sites"])
def test_page_is_rewritten_whatever_its_address(path: str) -> None:
    answer = _client(STREAMLIT_PAGE).get(path, headers={"accept": "text/html"})
    assert '<html lang="fr">' in answer.text
    assert answer.headers["content-encoding"] == "br"
    assert "etag" not in answer.headers
    assert "last-modified" not in answer.headers


def test_page_is_asked_for_whole() -> None:
    """A 304 or a compressed page could not be rewritten."""
    headers = {"accept": "text/html", "if-none-match": '"theirs"', "range": "bytes=0-10"}
    _client(STREAMLIT_PAGE).get("/", headers=headers)
    assert {"accept-encoding", "if-none-match", "range"}.isdisjoint(seen[-1])


def test_anything_but_html_is_untouched() -> None:
    answer = _client("").get("/data", headers={"accept": "text/html"})
    assert answer.json() == {"lang": '<html lang="en">'}


def test_every_answer_carries_the_security_headers() -> None:
    for path in ("/", "/data"):
        answer = _client(STREAMLIT_PAGE).get(path, headers={"accept": "text/html"})
        assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("kind", ["lifespan", "websocket"])
def test_anything_but_a_request_goes_through_every_middleware(kind: str) -> None:
    """An error on `lifespan` is swallowed by uvicorn: the server runs, without its start-up."""
    passed: list[str] = []

    async def application(scope: Scope, _receive: Receive, _send: Send) -> None:
        passed.append(scope["type"])

    async def nothing(*_arguments: object) -> Any:
        return {}

    stack: ASGIApp = application
    for middleware in reversed(assembly.parts()["middleware"]):
        stack = middleware.cls(stack, *middleware.args, **middleware.kwargs)
    asyncio.run(stack({"type": kind, "path": "/static/x"}, nothing, nothing))
    assert passed == [kind]


def test_policy_lets_no_other_origin_in() -> None:
    sources = re.findall(r"(?:https?|wss?):\S*|\*|'unsafe-eval'", CONTENT_SECURITY_POLICY)
    assert sources == []
    assert "'unsafe-inline'" not in re.search(r"script-src[^;]*", CONTENT_SECURITY_POLICY)[0]  # type: ignore[index]


def test_policy_allows_the_inline_script_of_the_installed_streamlit() -> None:
    """Ours is an external file; a new inline script of Streamlit's would be refused by browsers."""
    scripts = re.findall(r"<script>(.*?)</script>", french_page(STREAMLIT_PAGE)[0], re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    assert len(digests) == 1
    assert all(f"'sha256-{digest}'" in CONTENT_SECURITY_POLICY for digest in digests)


def test_launcher_is_recognised_as_an_application_of_ours() -> None:
    """`streamlit run` reads the file and looks for `st.App(…)`; otherwise it would run it as a bare script."""
    found = discover_asgi_app(ROOT / "streamlit_app.py")
    assert (found.is_asgi_app, found.app_name) == (True, "app")


def test_configuration_is_found_from_any_folder_without_streamlit_run(tmp_path: Path) -> None:
    """Under uvicorn, which is not always started from the root of the repository."""
    code = "import streamlit_app; from streamlit import config; print(config.get_option('theme.font'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip().endswith("Marianne, PublicSans, Arial, sans-serif")


def test_own_addresses_follow_the_base_path() -> None:
    """Behind a proxy that gives the application a folder (`server.baseUrlPath`)."""
    code = (
        "from streamlit import config; config.set_option('server.baseUrlPath', '/barometre/'); "
        "from dashboard.server import assembly; "
        "print(*[route.path for route in assembly.parts()['routes']], assembly.base_path())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    *routes, base = done.stdout.split()
    assert base == "/barometre"
    assert {"/barometre/ready", "/barometre/spp/static/{name}", "/barometre/public/avis"} <= set(routes)
    assert all(route.startswith("/barometre/") for route in routes)
