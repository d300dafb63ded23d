"""Our own static files (font, script, style, icon), under `/spp/static/`."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.server.assets import FOR_A_YEAR, Library, cached_answer, chosen_encoding
from dashboard.server.encoding import Encoding

FOLDER = Path(__file__).parent / "static"
_library = Library(FOLDER)


@cache
def fingerprint(name: str) -> str:
    """Twelve digits that change with the content of the file; raises KeyError when there is no such file."""
    return hashlib.sha256(_library.content(name, Encoding.IDENTITY)).hexdigest()[:12]


def address(name: str) -> str:
    """Relative address of a file that may be cached for a year: with its fingerprint, unless its name has a version."""
    return f"./spp/static/{name}" if _is_versioned(name) else f"./spp/static/{name}?v={fingerprint(name)}"


def _is_versioned(name: str) -> bool:
    """Fonts: spp.css names them too, and two addresses would be two downloads."""
    return name.endswith(".woff2")


async def own_file(request: Request) -> Response:
    """Route: the file, for a year when its address changes with its content, else to be checked each time."""
    name = request.path_params["name"]
    if name not in _library:
        return PlainTextResponse("Fichier inconnu.", status_code=404)
    encoding = chosen_encoding(request, name)
    content = await run_in_threadpool(_library.content, name, encoding)
    current = _is_versioned(name) or request.query_params.get("v") == fingerprint(name)
    return cached_answer(request, name, content, encoding, FOR_A_YEAR if current else "no-cache")
