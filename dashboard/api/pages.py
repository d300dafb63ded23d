"""Pages of rows that stay the same under one version of the data: a cursor names the version, the question, the row."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass

from dashboard.api.parameters import LIMIT, Asked
from dashboard.api.problem import Kind, Problem


@dataclass(frozen=True, slots=True)
class Page:
    """The rows [start, stop) of an answer, the whole of it when `stop` is None."""

    start: int
    stop: int | None


def page_of(asked: Asked, path: str, sha256: str) -> Page:
    """Which rows are asked. Raises Problem: a cursor of another version, or of another question."""
    cursor, limit = asked.one("cursor"), asked.one("limit")
    start = _start(cursor, _mark(asked, path, sha256)) if cursor else 0
    if not limit and asked.one("format") in ("csv", "parquet"):
        return Page(start, None)
    return Page(start, start + (int(limit) if limit else LIMIT))


def next_cursor(asked: Asked, path: str, sha256: str, start: int) -> str:
    """The cursor of the page that begins at a row."""
    content = json.dumps([_mark(asked, path, sha256), start], separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def _mark(asked: Asked, path: str, sha256: str) -> str:
    """What tells a question on a version from any other; its pages may have different sizes and forms."""
    question = asked.without("cursor", "limit", "format").pairs
    return hashlib.sha256(json.dumps([sha256, path, question]).encode()).hexdigest()[:24]


def _start(cursor: str, mark: str) -> int:
    try:
        found, start = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError):
        found, start = "", 0
    if found != mark or type(start) is not int or start < 0:
        raise Problem(
            Kind.CURSOR,
            "Ce curseur ne désigne aucune page de cette demande sur la version en service\u00a0: des données ont été "
            "publiées depuis, ou la demande a changé. Reprendre à la première page, sans cursor.",
            parameter="cursor",
        )
    return start
