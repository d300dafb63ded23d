"""What the API reads: the version in service, and the answers to questions of figures, kept for their next pages."""

import datetime as dt
import threading
from typing import Any, NamedTuple
from urllib.parse import urlencode

from cachetools import LRUCache, cached

from dashboard.api import descriptions
from dashboard.api.answer import Answer
from dashboard.api.forms import MEDIA, csv_file, document, objects, parquet_file
from dashboard.api.listings import Published
from dashboard.api.operations import FIGURES, Operation
from dashboard.api.pages import next_cursor, page_of
from dashboard.api.parameters import Asked
from dashboard.api.problem import Kind, Problem
from dashboard.config import Settings, settings
from dashboard.errors import QueryError, StoreError
from dashboard.store import reads
from dashboard.ui import cache
from dashboard.ui.cache import CachedReader


class Kept(NamedTuple):
    """An answer and its question, which may name more codes than the answer has rows."""

    question: Asked
    answer: Answer

    @property
    def size(self) -> int:
        """Rows, each parameter counted as one, and one for the rest."""
        return len(self.answer.rows) + len(self.question.pairs) + 1


_ANSWERS: LRUCache[Any, Kept] = LRUCache(200_000, getsizeof=lambda kept: kept.size)
"""200,000 rows, some 100 MB: the questions whose pages are being read."""


def published() -> tuple[CachedReader, Published]:
    """The version that the public reads. Raises Problem when there is none, StoreError when it cannot be read."""
    chosen = settings()
    if (found := cache.public_reader(dt.datetime.now(dt.UTC))) is None:
        if damaged := cache.refusal():
            raise StoreError(damaged)
        raise Problem(
            Kind.UNAVAILABLE,
            "Aucune donnée n’est publiée\u00a0: recommencer dans quelques jours.",
            headers={"retry-after": "86400"},
        )
    return found, Published(found, chosen)


def rows(operation: Operation, asked: Asked, path: str) -> tuple[bytes, str, dict[str, str]]:
    """The content of a page of rows, its media type, its headers. `path`: the address without its parameters. Raises
    Problem."""
    reader, data = published()
    version = reads.version(reader)
    page = page_of(asked, path, reader.version.sha256)
    answer = _answer(operation, asked, reader, data.settings)
    shown = answer.rows[page.start : page.stop]
    following, headers = None, {}
    if page.stop is not None and page.stop < len(answer.rows):
        cursor = next_cursor(asked, path, reader.version.sha256, page.stop)
        following = _address(path, asked, cursor)
        headers["link"] = f'<{following}>; rel="next"'
    form = asked.one("format") or "json"
    if form == "json":
        told: dict[str, Any] = {
            "data_version": version.version,
            "notice": descriptions.notice_of(version.demo),
            "total": len(answer.rows),
            "next": following,
            **answer.beside,
            "rows": objects(answer.table, shown),
        }
        return document(told), MEDIA[form], headers
    name = f"barometre-{operation.name}-version-{version.version}{'-demonstration' if version.demo else ''}.{form}"
    headers["content-disposition"] = f'attachment; filename="{name}"'
    if form == "csv":
        return csv_file(answer.table, shown), MEDIA[form], headers
    notes = {"data_version": str(version.version), "demonstration": str(version.demo).lower()}
    return parquet_file(answer.table, shown, notes), MEDIA[form], headers


def _address(path: str, asked: Asked, cursor: str) -> str:
    return f"{path}?{urlencode([*asked.without('cursor', 'code').pairs, ('cursor', cursor)])}"


def _answer(operation: Operation, asked: Asked, reader: CachedReader, chosen: Settings) -> Answer:
    question = asked.without("cursor", "limit", "format")
    try:
        if operation.name == FIGURES:
            return _figures(operation, question, reader, chosen).answer
        return operation.answer(Published(reader, chosen), question)
    except QueryError as unknown:
        raise Problem(Kind.UNKNOWN, str(unknown)) from unknown


@cached(
    _ANSWERS,
    key=lambda operation, question, reader, chosen: (question, reader.version.sha256, chosen),
    condition=threading.Condition(),
)
def _figures(operation: Operation, question: Asked, reader: CachedReader, chosen: Settings) -> Kept:
    return Kept(question, operation.answer(Published(reader, chosen), question))


def forget() -> None:
    """Empty the answers that are kept, for a benchmark or a test that looks at what is computed."""
    _ANSWERS.clear()
