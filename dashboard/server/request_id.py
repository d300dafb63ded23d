"""What ties together the lines of the log that one request caused, and the answer that a person shows."""

import re
import secrets
from contextvars import ContextVar

HEADER = "x-request-id"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")
current: ContextVar[str] = ContextVar("request_id", default="")
"""That of the request being answered, empty outside of any."""


def made() -> str:
    """A new one: 32 hexadecimal digits."""
    return secrets.token_hex(16)


def believed(given: list[str], trusted: bool) -> str:
    """The one that a trusted proxy gave, if it gave one and it is well-formed; a new one otherwise."""
    if trusted and len(given) == 1 and _WELL_FORMED.fullmatch(given[0]):
        return given[0]
    return made()
