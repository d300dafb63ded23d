"""Streamlit's page in French: language, title, our style and our script, in every text/html answer."""

import json
import logging
import re
from functools import lru_cache
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.charts.palette import DARK, LIGHT, substitutes
from dashboard.server import brand_files
from dashboard.server.encoding import Encoding, accepted, encode
from dashboard.server.log_lines import tell
from dashboard.server.own_files import address
from dashboard.wording.citation import PRODUCT

FONT = "public-sans-5.3.0.woff2"
_NO_SCRIPT = (
    "<noscript><p>Cette application a besoin de JavaScript\u00a0: l’activer dans le navigateur, "
    "puis recharger la page.</p></noscript>"
)
_log = logging.getLogger("dashboard")


def _head() -> str:
    of_brand = brand_files.addresses_of(brand_files.brand()).get(brand_files.STYLE)
    branded = f'<link rel="stylesheet" href="{escape(of_brand)}">' if of_brand else ""
    return (
        f"<title>{PRODUCT}</title>"
        '<meta name="color-scheme" content="light dark">'
        f'<link rel="preload" href="{address(FONT)}" as="font" type="font/woff2" crossorigin>'
        f'<link rel="stylesheet" href="{address("spp.css")}">{branded}'
        f'<script src="{address("address.js")}"></script>'
        f'<script src="{address("fr.js")}" data-words="{address("fr.json")}"></script>'
        f'<script src="{address("copy.js")}" defer></script>'
        f'<script src="{address("on_white.js")}" data-colours="{_colours()}" defer></script>'
        f'<script src="{address("print.js")}" defer></script>'
        f'<script src="{address("figure_file.js")}" data-font="{address(FONT)}" defer></script>'
    )


def _colours() -> str:
    """The colour to put on white in place of each of the dark theme, as an attribute."""
    return escape(json.dumps(substitutes(DARK, LIGHT)))


def _changes() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """What is replaced in index.html: name of the change, what is looked for, what comes instead."""
    return (
        ("language", re.compile(r'<html lang="en">'), '<html lang="fr">'),
        ("title", re.compile(r"<title>Streamlit</title>"), _head()),
        ("icon", re.compile(r'href="\./favicon\.png"'), f'href="{address("favicon.svg")}" type="image/svg+xml"'),
        # 170 KB of a font that our theme does not use.
        ("font", re.compile(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^"]*"[^>]*>'), ""),
        ("service", re.compile(r'<link rel="service-desc"[^>]*>'), ""),
        ("no script", re.compile(r"<noscript>.*?</noscript>", re.DOTALL), _NO_SCRIPT),
    )


@lru_cache(maxsize=8)
def french_page(html: str) -> tuple[str, tuple[str, ...]]:
    """The page in French, and the names of the changes that found nothing to replace (none with the pinned version)."""
    missing = []
    for name, pattern, replacement in _changes():
        html, count = pattern.subn(lambda _match, text=replacement: text, html, count=1)  # type: ignore[misc]
        if not count:
            missing.append(name)
    if missing:
        tell(_log, logging.ERROR, "streamlit_page_changed", missing=", ".join(missing))
    return html, tuple(missing)


@lru_cache(maxsize=8)
def _content(html: bytes, encoding: Encoding) -> bytes:
    return encode(french_page(html.decode())[0].encode(), encoding)


class FrenchShell:
    """ASGI middleware that rewrites the answers in text/html and lets everything else through untouched. `apart`: how
    the paths of our own pages begin."""

    def __init__(self, app: ASGIApp, apart: tuple[str, ...] = ()) -> None:
        self._app = app
        self._apart = apart

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # `lifespan` and `websocket` come through here too; the first has no headers at all.
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(self._apart):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not {"text/html", "*/*"} & set(re.split(r"[,;\s]+", headers.get("accept", "*/*"))):
            await self._app(scope, receive, send)
            return
        # Asked for whole and uncompressed: pages other than the first come compressed, and neither a 304 nor a part
        # of the original page would be one of ours.
        asked = MutableHeaders(raw=list(scope["headers"]))
        for name in ("accept-encoding", "if-none-match", "if-modified-since", "range"):
            del asked[name]
        rewriting = _Rewriting(send, accepted(headers.get("accept-encoding", "")))
        await self._app({**scope, "headers": asked.raw}, receive, rewriting.send)


class _Rewriting:
    """One answer on its way: kept back until complete when it is HTML."""

    def __init__(self, send: Send, encoding: Encoding) -> None:
        self._send = send
        self._encoding = encoding
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if "text/html" in Headers(raw=message["headers"]).get("content-type", ""):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)
            return
        await self._send(message)

    async def _finish(self, start: Message) -> None:
        content = _content(self._body, self._encoding)
        headers = MutableHeaders(raw=list(start["headers"]))
        del headers["etag"], headers["last-modified"]
        headers["content-length"] = str(len(content))
        headers["vary"] = "Accept-Encoding"
        if self._encoding is not Encoding.IDENTITY:
            headers["content-encoding"] = self._encoding
        await self._send({**start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": content})
