"""Streamlit's scripts and our own files: compressed, cached for a year, never outside of their folder."""

from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from dashboard.server import own_files
from dashboard.server.assets import FOR_A_YEAR, CompressedAssets
from tests.unit.asgi_client import Client

SCRIPT = b"export const answer = 42;\n" * 200


@pytest.fixture
def client(tmp_path: Path) -> Client:
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "index.a1b2.js").write_bytes(SCRIPT)
    (folder / "font.woff2").write_bytes(b"font")
    (tmp_path / "secret.txt").write_text("secret")

    async def streamlit(_request: object) -> PlainTextResponse:
        return PlainTextResponse("from Streamlit")

    application = Starlette(
        routes=[
            Route("/spp/static/{name}", own_files.own_file),
            Route("/{path:path}", streamlit, methods=["GET", "POST"]),
        ],
        middleware=[Middleware(CompressedAssets, prefix="/static/", folder=folder)],
    )
    return Client(application)


def test_script_is_compressed_and_cached_for_a_year(client: Client) -> None:
    answer, raw = client.raw("/static/js/index.a1b2.js", headers={"accept-encoding": "br"})
    assert brotli.decompress(raw) == SCRIPT
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["cache-control"] == FOR_A_YEAR
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) == len(raw) < len(SCRIPT) / 10


def test_browser_without_compression_gets_the_script_raw(client: Client) -> None:
    answer = client.get("/static/js/index.a1b2.js", headers={"accept-encoding": "identity"})
    assert answer.content == SCRIPT
    assert "content-encoding" not in answer.headers


def test_each_encoding_has_its_own_etag(client: Client) -> None:
    tags = {
        client.get("/static/js/index.a1b2.js", headers={"accept-encoding": name}).headers["etag"]
        for name in ("br", "gzip", "identity")
    }
    assert len(tags) == 3


def test_known_content_is_not_sent_again(client: Client) -> None:
    first = client.get("/static/js/index.a1b2.js", headers={"accept-encoding": "br"})
    second = client.get(
        "/static/js/index.a1b2.js", headers={"accept-encoding": "br", "if-none-match": first.headers["etag"]}
    )
    assert (second.status_code, second.content) == (304, b"")


def test_font_is_not_compressed_again(client: Client) -> None:
    assert "content-encoding" not in client.get("/static/font.woff2", headers={"accept-encoding": "br"}).headers


def test_head_has_the_headers_without_the_content(client: Client) -> None:
    answer = client.request("HEAD", "/static/font.woff2")
    assert answer.headers["content-length"] == "4"


@pytest.mark.parametrize("path", ["/static/absent.js", "/static/%2e%2e/secret.txt", "/static/js/../../secret.txt", "/"])
def test_anything_else_goes_to_streamlit(client: Client, path: str) -> None:
    assert client.get(path).text == "from Streamlit"


def test_only_reading_is_answered(client: Client) -> None:
    assert client.request("POST", "/static/font.woff2").text == "from Streamlit"


def test_own_file_is_kept_for_a_year_under_its_current_fingerprint_only(client: Client) -> None:
    current = own_files.address("spp.css").removeprefix(".")
    assert client.get(current).headers["cache-control"] == FOR_A_YEAR
    assert client.get("/spp/static/spp.css?v=old").headers["cache-control"] == "no-cache"


def test_unknown_own_file_is_not_found(client: Client) -> None:
    assert client.get("/spp/static/absent.css").status_code == 404
    assert client.get("/spp/static/..%2Fshell.py").status_code in {404, 200}
    assert "ASGI" not in client.get("/spp/static/..%2Fshell.py").text


def test_style_names_the_font_that_the_page_preloads() -> None:
    style = (own_files.FOLDER / "spp.css").read_text(encoding="utf-8")
    assert 'url("public-sans-5.3.0.woff2")' in style
    assert (own_files.FOLDER / "public-sans-5.3.0.woff2").stat().st_size > 20_000
    assert "SIL OPEN FONT LICENSE" in (own_files.FOLDER / "public-sans-OFL.txt").read_text(encoding="utf-8")
