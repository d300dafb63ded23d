"""The HTTP of an answer of the API: validators, caches, other origins, links, refusals."""

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from dashboard.api.forms import document
from dashboard.api.problem import MEDIA, Problem
from dashboard.server.validators import has_already

ALLOWED = "GET, HEAD, OPTIONS"
FRESH = "public, max-age=60"
"""A minute: what is published, or withdrawn, is soon seen; within it nothing is asked again."""

_OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, Link, Retry-After, Content-Disposition",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "vary": "Accept-Encoding",
}
"""Public data that a page of any origin may read; no answer is a page."""
_PREFLIGHT = {
    "allow": ALLOWED,
    "access-control-allow-methods": ALLOWED,
    "access-control-allow-headers": "If-None-Match",
    "access-control-max-age": "86400",
}


def answer(request: Request, content: bytes, media: str, headers: Mapping[str, str] | None = None) -> Response:
    """The content, or 304 when the client has it already. Its tag is weak: it may leave compressed or not."""
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    known = {**_OPEN, "etag": tag, "cache-control": FRESH, **(headers or {})}
    if has_already(request, tag):
        return Response(status_code=304, headers=known)
    if request.method == "HEAD":
        return Response(headers={**known, "content-type": media, "content-length": str(len(content))})
    return Response(content, headers={**known, "content-type": media})


def refusal(request: Request, problem: Problem, base: str) -> Response:
    """Problem details (RFC 9457), never kept."""
    content = document(problem.body(base, request.url.path))
    headers = {**_OPEN, "cache-control": "no-store", "content-type": MEDIA, **problem.headers}
    if request.method == "HEAD":
        return Response(status_code=problem.status, headers={**headers, "content-length": str(len(content))})
    return Response(content, problem.status, headers)


def preflight() -> Response:
    """What a browser asks before it sends If-None-Match from another origin."""
    return Response(status_code=204, headers={**_OPEN, **_PREFLIGHT})
