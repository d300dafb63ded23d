"""The log of the server: one line an event, with its hour (UTC), its level, its name and its fields.

Nothing that a person wrote, and nothing that says who they are, may reach it: an exception is its type and the places
that it went through, never its message; a line of a library is its sentence without the values put in it
(docs/decisions/0035).
"""

import datetime as dt
import json
import logging
import secrets
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from streamlit import logger as streamlit_logger

from dashboard.config import ROOT
from dashboard.errors import ConfigurationError, FollowingError, RegistryUnavailableError
from dashboard.server import request_id
from dashboard.telemetry import PAGE_ERRORS

Field = str | int | float | bool | None
_FIELDS = "barometre_fields"
_DEEPEST = 5
"""Exceptions of a chain, and places of each, that are told."""
_OF_THE_OPERATOR = (ConfigurationError, RegistryUnavailableError, FollowingError)
"""Whose sentences are about the installation, and carry no value from a visitor."""
_LIBRARIES = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "websockets")


def tell(log: logging.Logger, level: int, event: str, error: BaseException | None = None, **fields: Field) -> None:
    """Add a line. `event`: its name, in snake case; `fields`: numbers, and words of ours."""
    log.log(level, event, exc_info=error, extra={_FIELDS: fields})


def reported(log: logging.Logger, where: str, error: BaseException, **fields: Field) -> str:
    """Count and tell an unexpected error. Its reference: a person gives it, a search of the log finds the line."""
    reference = secrets.token_hex(4)
    PAGE_ERRORS.labels(where).inc()
    tell(log, logging.ERROR, "unexpected_error", error, where=where, reference=reference, **fields)
    return reference


def write_lines(form: str) -> None:
    """Every logger of the process writes our lines on the error output: ours, Streamlit's, uvicorn's."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    streamlit_logger.setup_formatter = _leave_to_root  # called for each logger of Streamlit, the later ones too
    take_over_libraries()
    sys.excepthook = _uncaught
    threading.excepthook = lambda died: _uncaught(died.exc_type, died.exc_value, died.exc_traceback)


def take_over_libraries() -> None:
    """Libraries write through the root: to be asked again once uvicorn has set its own handlers."""
    for name in (*streamlit_logger._loggers, *_LIBRARIES):
        _leave_to_root(logging.getLogger(name))
    # Our own lines (a request, the start, the end) say less, and enough.
    for chatty in ("uvicorn.access", "uvicorn.error", "httpx", "httpcore", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _leave_to_root(logger: logging.Logger) -> None:
    logger.handlers[:] = []
    logger.propagate = True


def _uncaught(kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    if issubclass(kind, SystemExit | KeyboardInterrupt):
        return
    tell(logging.getLogger("dashboard"), logging.ERROR, "uncaught_error", error)


class TextLines(logging.Formatter):
    """`2026-11-30T06:24:05.123Z INFO request method=GET route=page status=200 ms=4.1 request=…`"""

    def format(self, record: logging.LogRecord) -> str:
        said = content(record)
        head = " ".join(str(said.pop(name)) for name in ("at", "level", "event"))
        return " ".join([head, *(f"{name}={_shown(value)}" for name, value in said.items())])


class JsonLines(logging.Formatter):
    """The same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(content(record), ensure_ascii=False)


def content(record: logging.LogRecord) -> dict[str, Field]:
    """What a line says: at, level, event, its fields, the request, what went wrong and where."""
    at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
    said: dict[str, Field] = {"at": at.replace("+00:00", "Z"), "level": record.levelname}
    own: dict[str, Field] | None = getattr(record, _FIELDS, None)
    if own is None:
        # The template of a library, before values are put in it: they may come from anybody.
        sentence = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        said |= {"event": "library", "logger": record.name, "said": " ".join(sentence.split())}
    else:
        said |= {"event": str(record.msg), **{name: value for name, value in own.items() if value is not None}}
    if known := request_id.current.get():
        said.setdefault("request", known)
    if record.exc_info and record.exc_info[1]:
        said |= _went_wrong(record.exc_info[1])
    return said


def _went_wrong(error: BaseException) -> dict[str, Field]:
    """Types of the error and of its causes, and where each was raised: never a message, which may carry a value."""
    told: list[str] = []
    one: BaseException | None = error
    while one is not None and len(told) < _DEEPEST:
        places = [f"{_place(frame.filename)}:{frame.lineno}" for frame in traceback.extract_tb(one.__traceback__)]
        told.append(f"{type(one).__module__}.{type(one).__qualname__} at {' < '.join(places[::-1][:_DEEPEST])}")
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    ours = {"sentence": str(error)} if isinstance(error, _OF_THE_OPERATOR) else {}
    return {"error": told[0], **ours, **({"caused_by": " | ".join(told[1:])} if told[1:] else {})}


def _place(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else "/".join(path.parts[-2:])


def _shown(value: Field) -> str:
    text = str(value)
    return text if text and not any(mark in text for mark in ' "=') else json.dumps(text, ensure_ascii=False)
