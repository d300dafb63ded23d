"""Whether a client has an answer already."""

from starlette.requests import Request


def has_already(request: Request, etag: str) -> bool:
    """Whether its If-None-Match names the answer of this ETag: weak comparison, a list or « * » (RFC 9110 § 13.1.2)."""
    given = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    return "*" in given or etag.removeprefix("W/") in given
