"""Streamlit's own scripts and styles, compressed once and kept in memory.

Streamlit sends them raw (9 MB at the first visit) and counts on a proxy to compress. A ministry's intranet may have
none: each file is compressed the first time it is asked for, and never again by this process.
"""

import hashlib
import mimetypes
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from dashboard.server.encoding import Encoding, accepted, encode
from dashboard.server.validators import has_already

FOR_A_YEAR = "public, max-age=31536000, immutable"
COMPRESSIBLE = frozenset({".js", ".css", ".json", ".svg", ".html", ".txt"})


class Library:
    """The files under one folder by their path, and the compressed copies made so far."""

    def __init__(self, folder: Path) -> None:
        # Listed once: a path that is not a key is not a file, so that no request can climb out of the folder.
        self._files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        self._copies: dict[tuple[str, Encoding], bytes] = {}
        self._lock = Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def content(self, name: str, encoding: Encoding) -> bytes:
        """The bytes of a file. Several browsers that ask at once wait for a single compression."""
        if encoding is Encoding.IDENTITY:
            return self._files[name].read_bytes()
        with self._lock:
            if (name, encoding) not in self._copies:
                self._copies[name, encoding] = encode(self._files[name].read_bytes(), encoding)
            return self._copies[name, encoding]


def cached_answer(request: Request, name: str, content: bytes, encoding: Encoding, cache_control: str) -> Response:
    """The file, or 304 when the browser has it. The ETag names the bytes sent, hence also their encoding."""
    headers = {
        "cache-control": cache_control,
        "etag": f'"{hashlib.sha256(content).hexdigest()[:24]}"',
        "vary": "Accept-Encoding",
    }
    if has_already(request, headers["etag"]):
        return Response(status_code=304, headers=headers)
    if encoding is not Encoding.IDENTITY:
        headers["content-encoding"] = encoding
    return Response(content, headers=headers, media_type=media_type(name))


def media_type(name: str) -> str:
    """Content-Type of a file name; the machine's own table may lack some or be wrong (.js on Windows)."""
    suffix = Path(name).suffix
    known = {".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
    return known.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")


def chosen_encoding(request: Request, name: str) -> Encoding:
    """Fonts and images are compressed already."""
    if Path(name).suffix not in COMPRESSIBLE:
        return Encoding.IDENTITY
    return accepted(request.headers.get("accept-encoding", ""))


class CompressedAssets:
    """ASGI middleware: answers for the files whose name holds a digest of their content (`/static/…`).

    A middleware and not a route, because `st.App` reserves that prefix. Anything unknown goes on to Streamlit.
    """

    def __init__(self, app: ASGIApp, prefix: str, folder: Path | None = None) -> None:
        self._app = app
        self._prefix = prefix
        self._library = Library(folder or Path(file_util.get_static_dir()) / "static")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"].startswith(self._prefix):
            name = scope["path"].removeprefix(self._prefix)
            if name in self._library:
                request = Request(scope)
                encoding = chosen_encoding(request, name)
                content = await run_in_threadpool(self._library.content, name, encoding)
                await cached_answer(request, name, content, encoding, FOR_A_YEAR)(scope, receive, send)
                return
        await self._app(scope, receive, send)
